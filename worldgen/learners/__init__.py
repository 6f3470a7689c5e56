"""To whom a lesson speaks: profiles of learners, and the lesson as each of them gets it. Nothing below sees a learner."""
