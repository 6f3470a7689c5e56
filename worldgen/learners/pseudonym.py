"""Names that name nobody."""

from __future__ import annotations

import re

PSEUDONYM = re.compile(r"[a-z]{1,3}-[0-9a-f]{2,16}")
"""Such as `l-07` or `s-3fa9c1`: too little room for a person's name."""

PERSONAL = frozenset(
    [
        "name",
        "first_name",
        "last_name",
        "given_name",
        "family_name",
        "middle_name",
        "surname",
        "forename",
        "full_name",
        "nickname",
        "givenname",
        "familyname",
        "middlename",
        "username",
        "user",
        "user_id",
        "student",
        "student_id",
        "email",
        "e_mail",
        "mail",
        "phone",
        "sms",
        "address",
        "street",
        "city",
        "birthday",
        "birth_date",
        "birthdate",
        "date_of_birth",
        "dob",
        "born",
        "age",
        "gender",
        "sex",
        "photo",
        "picture",
        "school",
        "class",
        "teacher",
        "parent",
        "parents",
        "guardian",
        "religion",
        "nationality",
        "diagnosis",
        "disability",
        "ethnicity",
    ]
)
"""Keys that say who somebody is, or more than a lesson needs to know."""
