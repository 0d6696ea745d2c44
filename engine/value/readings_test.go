package value_test

// What a cell holds and what it is understood as, a line each:
//
//	cell | value | remarks
//
// A cell is text; or number 0.5, percent 0.5 (a number with a percent format),
// month 46296 (a number that shows a month without its day),
// day 46296 and day1904 44834 (numbers with a date format), time 0.5 (one that
// shows a time), bool 1, error #N/A.
// ⏎ is a line break. A value of ✕ is refused; a blank one is a blank.
const readings = `
== date
10/1/2026.*                | 2026-10-01 | CELL-20
(10/1/2026)                | 2026-10-01 | CELL-20
10–1–2026                  | 2026-10-01 | CELL-20
１０/１/２０２６           | 2026-10-01 | CELL-20
Oct 1, '26                 | 2026-10-01 | CELL-20
Oct-1-26                   | 2026-10-01 | CELL-20
10/1/2026 at 3pm           | 2026-10-01 | CELL-20
Thursday 10/1/2026         | 2026-10-01 | CELL-20
Thurs. Oct 1, 2026         | 2026-10-01 | CELL-20
Friday, October 1, 2026    | ✕ | CELL-01
October 1, 2026?           | ✕ | CELL-01
10/1/2026 - 10/3/2026      | ✕ | CELL-01
see above                  | ✕ | CELL-01
10/1/2026                  | 2026-10-01 | CELL-20
1/10/2026                  | 2026-01-10 | CELL-20
01/10/26                   | 2026-01-10 | CELL-20
10-1-2026                  | 2026-10-01 | CELL-20
10.1.2026                  | 2026-10-01 | CELL-20
2026-10-01                 | 2026-10-01 | CELL-20
2026/10/1                  | 2026-10-01 | CELL-20
10/1/2026 9:30 pm          | 2026-10-01 | CELL-20
2026-10-01T09:30:00.5Z     | 2026-10-01 | CELL-20
2026/10/2026               | ✕ | CELL-01
10/1/6                     | ✕ | CELL-01
2026-10-01T00:00:00        | 2026-10-01 | CELL-20
2026-10-01 00:00:00        | 2026-10-01 | CELL-20
10/1/2026 12:00 AM         | 2026-10-01 | CELL-20
Oct 1, 2026                | 2026-10-01 | CELL-20
October 1 2026             | 2026-10-01 | CELL-20
october 1st, 2026          | 2026-10-01 | CELL-20
OCT. 1, 2026               | 2026-10-01 | CELL-20
Sept. 3, 2026              | 2026-09-03 | CELL-20
1 October 2026             | 2026-10-01 | CELL-20
1-Oct-2026                 | 2026-10-01 | CELL-20
1-Oct-26                   | 2026-10-01 | CELL-20
1 Oct 26                   | 2026-10-01 | CELL-20
Oct. 1st, 26               | 2026-10-01 | CELL-20
1/Oct/2026                 | 2026-10-01 | CELL-20
2026 Oct 1                 | 2026-10-01 | CELL-20
Thursday, 1 October 2026   | 2026-10-01 | CELL-20
Thursday, October 1, 2026  | 2026-10-01 | CELL-20
Thu Oct 1, 2026            | 2026-10-01 | CELL-20
  10/1/2026                | 2026-10-01 | CELL-20
31/3/2026                  | 2026-03-31 | CELL-21
31.3.2026                  | 2026-03-31 | CELL-21
2/29/2028                  | 2028-02-29 | CELL-20
2/29/2027                  | ✕ | CELL-01
2/30/2026                  | ✕ | CELL-01
13/13/2026                 | ✕ | CELL-01
31/4/2026                  | ✕ | CELL-01
10/1/202                   | ✕ | CELL-01
10/1                       | ✕ | CELL-01
10/1/1926                  | ✕ | CELL-01
2026-13-01                 | ✕ | CELL-01
2026                       | ✕ | CELL-01
soon                       | ✕ | CELL-01
by October 1, 2026         | ✕ | CELL-01
Fall 2026                  | ✕ | CELL-01
day 46296                  | 2026-10-01 |
month 46296                | 2026-10-01 | CELL-88
month 46297                | 2026-10-02 |
day 46296.75               | 2026-10-01 |
day1904 44834              | 2026-10-01 |
number 46296               | 2026-10-01 | CELL-20
number 2026                | ✕ | CELL-01
number 20261001            | ✕ | CELL-01
day 1                      | ✕ | CELL-01
day -1                     | ✕ | CELL-01
error #VALUE!              | ✕ | CELL-08
bool 1                     | ✕ | CELL-01
                           | |

== month
1/10/2026        | 2026-01 | CELL-20
number 46296     | 2026-10 | CELL-20
2026-10          | 2026-10 |
2026-1           | 2026-01 |
10/2026          | 2026-10 |
1/2026           | 2026-01 |
October 2026     | 2026-10 |
october, 2026    | 2026-10 |
Oct 2026         | 2026-10 |
Oct. 2026        | 2026-10 |
Sept 2026        | 2026-09 |
Oct-26           | 2026-10 |
October-2026     | 2026-10 |
2026 October     | 2026-10 |
10/15/2026       | 2026-10 |
day 46296        | 2026-10 |
October          | ✕ | CELL-02
2026-13          | ✕ | CELL-02
number 10        | ✕ | CELL-02
last month       | ✕ | CELL-02

== number
3                | 3 |
12.5             | 12.5 |
.5               | 0.5 |
1,250            | 1,250 |
1,250,000.75     | 1,250,000.75 |
-4               | -4 |
1.250            | 1.25 | CELL-96
0.125            | 0.125 |
1.2505           | 1.2505 |
+4               | 4 |
$1,250           | 1,250 |
 3               | 3 |
number 3         | 3 |
number 0.1       | 0.1 |
three            | ✕ | CELL-03
3 years          | ✕ | CELL-03
1,25             | ✕ | CELL-03
1.250,00         | 1,250 | CELL-97
1.250,5          | 1,250.5 | CELL-97
1 250,5          | 1,250.5 | CELL-97
-0,5             | -0.5 | CELL-97
0,125            | 0.125 | CELL-97
1.250.000        | 1,250,000 | CELL-97
1 250            | 1,250 | CELL-25
12 500           | 12,500 | CELL-25
12,500 000       | ✕ | CELL-03
12 500,250       | ✕ | CELL-03
1.250,500        | ✕ | CELL-03
1.25,5           | ✕ | CELL-03
70,5 %           | ✕ | CELL-03
3-5              | ✕ | CELL-03
1e5              | ✕ | CELL-03
NaN              | ✕ | CELL-03
Inf              | ✕ | CELL-03
bool 1           | ✕ | CELL-03
error #DIV/0!    | ✕ | CELL-08
day 46296        | ✕ | CELL-03
day 12           | 12 |
time 0.5         | ✕ | CELL-03
number 1234567890123 | 1,234,567,890,123 |

== number of Years to implement
3 years          | 3 | CELL-25
1 year.          | 1 | CELL-25
2½ years         | 2.5 | CELL-25
3 months         | ✕ | CELL-03

== percent
67%.             | 67% | CELL-25
67%*             | 67% | CELL-25
%50              | 50% | CELL-25
50 pct           | 50% |
−5%              | -5% | CELL-25
５０％           | 50% | CELL-25
½                | 50% | CELL-22
½ %              | 0.5% | CELL-25
-0.05            | -5% | CELL-22
>90%             | ✕ | CELL-03 Did you mean “90%”? 
90+%             | ✕ | CELL-03 Did you mean “90%”? 
<5%              | ✕ | CELL-03
(5%)             | ✕ | CELL-03
67% (n=12)       | ✕ | CELL-03
5 of 7           | ✕ | CELL-03
$5               | ✕ | CELL-03
5k               | ✕ | CELL-03
250              | 250% | CELL-86
percent 67       | 6,700% | CELL-86
67%              | 67% |
67 %             | 67% |
67 percent       | 67% |
67 per cent      | 67% |
67               | 67% |
67.5             | 67.5% |
0.67             | 67% | CELL-22
.67              | 67% | CELL-22
1                | 100% | CELL-22
0                | 0% |
0.5%             | 0.5% |
1%               | 1% |
1.5              | 1.5% |
120%             | 120% |
-3%              | -3% |
percent 0.67     | 67% |
percent 0.005    | 0.5% |
percent 0.07     | 7% |
percent 1        | 100% |
number 0.67      | 67% | CELL-22
number 67        | 67% |
70,5 %           | 70.5% | CELL-97
70,5             | 70.5% | CELL-97
0,5              | 50% | CELL-22
0,5%             | 0.5% | CELL-97
1,250%           | 1,250% | CELL-86
two thirds       | ✕ | CELL-03
day 46296        | ✕ | CELL-03

== measure
59%                                 | 59% |
59 %                                | 59% |
0.5%                                | 0.5% |
percent 0.59                        | 59% |
percent 0.07                        | 7% |
12                                  | 12 |
0.59                                | 0.59 |
1,250                               | 1,250 |
$1,250                              | $1,250 |
$ 1,250.50                          | $1,250.50 |
-$40                                | -$40 |
12 days                             | 12 days |
1.250 students                          | 1.25 students | CELL-96
$1.250                                  | $1.25 | CELL-96
1,250.125                               | 1,250.125 |
12 Days                             | 12 days |
70,5 %                              | 70.5% | CELL-97
$1.250,50                           | $1,250.50 | CELL-97
70,5                                | 70,5 | CELL-23
12,5 days                           | 12,5 days | CELL-23
0,125 days                          | 0,125 days | CELL-23
1 250 days                          | 1,250 days | CELL-25
−4 days                             | -4 days | CELL-25
12 days.                            | 12 days | CELL-25
1'250 students                      | 1,250 students | CELL-25
50 pct                              | 50% |
USD 40                              | $40 | CELL-25
40 dollars                          | $40 | CELL-25
$1.2M                               | $1,200,000 | CELL-25
$1.2 million                        | $1,200,000 | CELL-25
1.2 million dollars                 | $1,200,000 | CELL-25
1,2 millones de dólares             | $1,200,000 | CELL-97
1.2 million students                | 1,200,000 students | CELL-25
12 k                                | 12,000 | CELL-25
0 k -                               | 0 k - | CELL-23
2 thousand k                        | 2 thousand k | CELL-23
3 mil dólares                       | 3 mil dólares | CELL-23
½                                   | 0.5 | CELL-25
40 or more                          | 40 or more | CELL-23
40 of students                      | 40 of students | CELL-23
40 not yet                          | 40 not yet | CELL-23
40 hours per week                   | 40 hours per week |
10 min                              | 10 min |
99 percent of staff                 | 99 percent of staff | CELL-23
<5                                  | <5 | CELL-23
≥ 90 %                              | ≥ 90 % | CELL-23
5 of 7                              | 5 of 7 | CELL-23
(40)                                | (40) | CELL-23
$50%                                | $50% | CELL-23
1,200 full time staff               | 1,200 full time staff |
number 12                           | 12 |
To be determined using 2018–19 data | To be determined using 2018–19 data |
TBD                                 | TBD |
tbd using the survey                | tbd using the survey |
No data                             | No data |
N/A                                 | N/A |
Not yet available                   | Not yet available |
about 60%                           | about 60% | CELL-23
59% of staff                        | 59% of staff | CELL-23
60% to 65%                          | 60% to 65% | CELL-23
3/4                                 | 3/4 | CELL-23
better                              | better | CELL-23
day 46296                           | ✕ | CELL-09
error #REF!                         | ✕ | CELL-08

== measure of %
59               | 59% |
0.59             | 59% | CELL-22
1                | 100% | CELL-22
0                | 0% |
1.5              | 1.5% |
70,5             | 70.5% | CELL-97
0.59%            | 0.59% |
number 0.59      | 59% | CELL-22
number 59        | 59% |
percent 0.59     | 59% |
12 days          | 12 days |

300              | 300% | CELL-86
-0.05            | -5% | CELL-22
5k               | 5k | CELL-23

== measure of million
1.2 million      | 1.2 million |
1.3              | 1.3 million |
5k               | 5k | CELL-23

== measure of days
12               | 12 days |
0.5              | 0.5 days |
59%              | 59% |

== yesno
yes!             | Yes |
“yes”            | Yes |
✔️               | Yes |
✅               | Yes |
❌               | No |
VERDADERO        | Yes |
Yes - see note   | Yes | CELL-85
Yes: all of them | Yes | CELL-85
Yes (partially)  | ✕ | CELL-04
Yes, partially   | ✕ | CELL-04
Yes - no         | ✕ | CELL-04
Yes?             | ✕ | CELL-04
Yes              | Yes |
yes              | Yes |
 YES             | Yes |
Y                | Yes |
x                | Yes |
✓                | Yes |
true             | Yes |
bool 1           | Yes |
number 1         | Yes |
Sí               | Yes |
yes.             | Yes |
No               | No |
n                | No |
bool 0           | No |
number 0         | No |
-                | No | CELL-26
none             | No | CELL-26
maybe            | ✕ | CELL-04
yes and no       | ✕ | CELL-04
2                | ✕ | CELL-04

== choice
On schedule - see note          | on_schedule | CELL-85
on track (see note)             | on_schedule | CELL-85
On schedule; waiting for HR     | on_schedule | CELL-85
Complete⏎finished in May        | complete | CELL-85
On schedule. See note.          | on_schedule | CELL-85
On schedule- see note           | on_schedule | CELL-85
Complete: no                    | ✕ | CELL-05 Did you mean “Complete”? 
On schedule (not yet)           | ✕ | CELL-05 Did you mean “On schedule”? 
Complete (80%)                  | ✕ | CELL-05 Did you mean “Complete”? 
On schedule, but late in May    | ✕ | CELL-05 Did you mean “On schedule”? 
Complete - Behind schedule      | ✕ | CELL-95
same as above                   | ✕ | CELL-05
On schedule      | on_schedule |
on schedule      | on_schedule |
 ON  SCHEDULE    | on_schedule |
on_schedule      | on_schedule |
On schedule.     | on_schedule |
on track         | on_schedule |
done             | complete |
on shedule       | on_schedule | CELL-80
late and behind  | ✕ | CELL-05 Did you mean “Behind schedule”? 
On schedule, done| ✕ | CELL-95
stopped early    | ✕ | CELL-05

== ref
U01 - Recruitment         | ✕ | CELL-06
Recruitment (lead)        | U02 | CELL-85
Talent Development        | U01 |
talent  development       | U01 |
U01                       | U01 |
u01                       | U01 |
U01 Talent Development    | U01 |
Talent Development (U01)  | U01 |
U01 - Talent Development  | U01 |
U01: Talent               | U01 |
Jo Ng                     | ✕ | CELL-06
Jo Ng (Recruitment)       | P02 |
Finance                   | ✕ | CELL-05
Recruitmant               | U02 | CELL-80
U01, and U02              | ✕ | CELL-95
U01 / U02                 | ✕ | CELL-95
Talent Development and U02 | ✕ | CELL-95
U01, Finance              | ✕ | CELL-05 Did you mean “Talent Development”? 

== people
Kenji Sato                | P11 |
Sato, Kenji               | P11 | CELL-80
Dr. Kenji Sato            | P11 | CELL-80
Kenji Sato, Ph.D.         | P11 | CELL-80
kenji@riverbend.example               | P11 |
kenji@riverbend.example.              | P11 |
Kenji Sato <kenji@riverbend.example>  | P11 | CELL-80
Ann Lee <kenji@riverbend.example>     | ✕ | CELL-05 Did you mean “Ann Lee”? 
rosa@riverbend.example                | ✕ | CELL-05
ann@riverbend.example                 | ✕ | CELL-05 Did you mean “Ann Lee”? 
Kenji Sato (interim)      | P11 | CELL-85
P11 - Ann Lee             | ✕ | CELL-06
Kenji Sato - Ann Lee      | ✕ | CELL-95
K. Sato                   | ✕ | CELL-05 Did you mean “Kenji Sato”? 
Dr. Sato                  | ✕ | CELL-05 Did you mean “Kenji Sato”? 
Sato (HR)                 | ✕ | CELL-05 Did you mean “Kenji Sato”? 
Kenji Sato Jr.            | ✕ | CELL-05 Did you mean “Kenji Sato”? 
Anne Lee                  | ✕ | CELL-05 Did you mean “Ann Lee”? 

== open ref
Talent Development        | U01 |
Lee Chan                  | ?Lee Chan | CELL-24
Recruitmant               | ?Recruitmant | CELL-24 Did you mean “Recruitment”? 
Jo Ng                     | ✕ | CELL-06

== refs
U01 and U02                       | U01, U02 |
U01 & U02                         | U01, U02 |
1. U01⏎2) U02                     | U01, U02 |
Supports, Grades K–5, U01         | U03, U01 |
Talent Development and Recruitment | U01, U02 |
1. - U01, 2) Talent Development   | U01 |
Talent Development (lead), U02    | U01, U02 | CELL-85
Talent Developmnt and U02         | U01, U02 | CELL-80
Supports, Grades K–5 and U01      | U03, U01 |
Recruitmant, U01 and U03          | U02, U01, U03 | CELL-80
U01, U02, and U03                 | U01, U02, U03 |
U01 or U02                        | ✕ | CELL-95
U01 and Finance                   | ✕ | CELL-05
U01                               | U01 |
U01⏎U02                           | U01, U02 |
U02⏎U01⏎U02                       | U02, U01 |
Talent Development⏎• Recruitment  | U01, U02 |
- U01⏎- U02                       | U01, U02 |
U01; U02                          | U01, U02 |
U01, U02                          | U01, U02 |
Supports, Grades K–5              | U03 |
Supports, Grades K–5⏎U01          | U03, U01 |
U01, Finance                      | ✕ | CELL-05
Finance⏎Budget                    | ✕ | CELL-05 CELL-05
⏎ ⏎                               | |

== open refs
1. Lee Chan⏎2. U01                | U01, ?Lee Chan | CELL-24
Lee Chan and U01                  | U01, ?Lee Chan | CELL-24
Lee Chan and Bo Hill              | ?Lee Chan and Bo Hill | CELL-24
U01⏎Lee Chan                      | U01, ?Lee Chan | CELL-24
Lee Chan, U02                     | U02, ?Lee Chan | CELL-24

== list
ditto                     | ditto | CELL-87
One                       | One |
One⏎Two                   | One, Two |
• One⏎• Two               | One, Two |
- One⏎* Two⏎· Three       | One, Two, Three |
One⏎⏎ ⏎Two                | One, Two |
- *⏎- - One⏎* -5 degrees  | One, -5 degrees |
One, and a half           | One, and a half |
-5 degrees                | -5 degrees |
1. One⏎2. Two             | 1. One, 2. Two |
number 3                  | 3 |

== text
=H19                      | =H19 | CELL-81
='Start here'!B5          | ='Start here'!B5 | CELL-81
=Notes.A1                 | =Notes.A1 | CELL-81
=CONCATENATE(A1;B1)       | =CONCATENATE(A1;B1) | CELL-81
=> see the minutes        | => see the minutes |
= 3 visits                | = 3 visits |
Same as above             | Same as above | CELL-87
"                         | " | CELL-87
〃                        | 〃 | CELL-87
sameness                  | sameness |
 Two  words               | Two words |
Two⏎lines                 | Two lines |
number 12                 | 12 |
number 0.1                | 0.1 |
number 1234567            | 1234567 |
percent 0.25              | 25% |
day 46296                 | Oct 1, 2026 |
bool 1                    | TRUE |
error #NAME?              | ✕ | CELL-08
⏎ ⏎                       | |
time 0.604166666666667        | 14:30 |
month 46296                   | October 2026 |
month 46297                   | Oct 2, 2026 |
time 0.0000115740740740741    | 0:00:01 |
time 1.5                      | 36:00 |
time 46296.604166666664       | Oct 1, 2026 14:30 |
day 46296.604166666664        | Oct 1, 2026 |
day 7306                      | Jan 1, 1920 |
day 12                        | 12 |
number 0.30000000000000004    | 0.3 |
number 9007199254740991       | 9007199254740991 |

== long
One⏎⏎Two                  | One⏎⏎Two |
  One  ⏎  Two             | One⏎Two |
=SUM(A1)                  | =SUM(A1) | CELL-81

== code
 S1.2                     | S1.2 |
number 12                 | 12 |

== email
rosa@riverbend.example.                 | rosa@riverbend.example |
(rosa@riverbend.example)                | rosa@riverbend.example |
MAILTO:rosa@riverbend.example           | rosa@riverbend.example |
Rosa Delgado (rosa@riverbend.example)   | rosa@riverbend.example |
rosa@riverbend.example (work)           | rosa@riverbend.example |
o’neil@riverbend.example                | o'neil@riverbend.example |
rosa d@riverbend.example                | ✕ | CELL-07
rosa@riverbend,example                  | ✕ | CELL-07
rosa@riverbend..example                 | ✕ | CELL-07
rosa@riverbend.c                        | ✕ | CELL-07
rosa@riverbend.example                  | rosa@riverbend.example |
 Rosa.D+plan@mail.riverbend.example     | Rosa.D+plan@mail.riverbend.example |
Rosa Delgado <rosa@riverbend.example>   | rosa@riverbend.example |
mailto:rosa@riverbend.example           | rosa@riverbend.example |
rosa@riverbend                          | ✕ | CELL-07
rosa                                    | ✕ | CELL-07
a@b.c, d@e.f                            | ✕ | CELL-07
@riverbend.example                      | ✕ | CELL-07
`
