"""To whom a lesson speaks: learners, and the lesson as each of them gets it. Nothing below sees a learner."""
