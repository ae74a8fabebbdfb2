"""Bylines, and lines that only begin like one."""

from __future__ import annotations

import pytest

from newsscraper.pipelines.author import byline


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Par Salma Berrada", "Salma Berrada"),
        ("Par : Y. Hadjadj", "Y. Hadjadj"),
        ("Par Jean d’Aubenas", "Jean d’Aubenas"),
        ("By Hana Mostafa", "Hana Mostafa"),
        ("Por Lucía Benaisa", "Lucía Benaisa"),
        ("Propos recueillis par Leïla Ben Amor", "Leïla Ben Amor"),
        ("بقلم: سلمى الفحل", "سلمى الفحل"),
        ("بقلم كمال الشربيني", "كمال الشربيني"),
        ("كتب: حازم أبو العطا", "حازم أبو العطا"),
        ("كتبت - نجلاء الدمنهوري", "نجلاء الدمنهوري"),
        ("حاورها: طارق الهذيلي", "طارق الهذيلي"),
    ],
)
def test_a_byline(line, name):
    assert byline(line) == name


@pytest.mark.parametrize(
    "line",
    [
        "أعداد الزوار تتجاوز المليون",
        "أعدت اللجنة تقريرها",
        "أعداء النجاح",
        "بقلمه يكتب التاريخ",
        "حاور الصحفيون الوزير",
        "كتب وزير التعليم رسالة",
        "By Monday",
        "By The Numbers",
        "Par ailleurs la commune poursuit les travaux",
        "Par 12 voix contre 3",
        "Por La Mañana",
    ],
)
def test_no_byline(line):
    assert byline(line) is None
