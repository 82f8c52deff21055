"""British or American spelling, as the target language says, and one spelling of -ise or -ize in a book.

The words are those where the two differ for certain. Left out is what is right in both with another
meaning (a British cheque and a check, to draft, a story), and what British English has come to share
(judgment, connection, encyclopedia). New Hart's Rules take -ize, most British publishers -ise: either is
British, both in one book are a slip. American has -ize only.
"""



# Each line: British endings and American ones, and the beginnings that take them. `*` is any inflection.
_FAMILIES = """
our* or*: arb ard behavi clam col cand enam endeav fav ferv flav glam harb hon hum lab neighb od parl ranc \
rig rum sav splend tum val vap vig discol dishon disfav misbehavi multicol unfav watercol tricol
re er: cent cal-ib fib goit lit lust meag mit och sab sceptr sepulch somb spect theat amphitheat epicent \
kilomet centimet millimet decimet microlit millilit reconnoit saltpet
res ers: cent cal-ib fib lit spect theat amphitheat epicent kilomet centimet millimet millilit
red ered: cent reconnoit
ring ering: cent reconnoit
ogue og: catal anal
ogues ogs: catal anal
ogued oged: catal
yse yze: anal catal paral hydrol electrol psychoanal dial breathal
ysed yzed: anal catal paral hydrol electrol psychoanal
yses yzes: paral catal hydrol
yser yzer: anal catal breathal
ysers yzers: anal catal
ysing yzing: anal catal paral hydrol electrol psychoanal
lled led: cance channe counse cudge dia due enamе equa fue funne initia jewe labe leve libe marve mode \
pane peda pencí quarre refue reve riva shove signa spira stenci swive tota towe trave tunne unrave yode bevе \
chise credenti mis-labe remode unlabe grave out-trave
lling ling: cance channe counse cudge dia due equa fue funne initia labe leve libe marve mode \
pane peda quarre refue reve riva shove signa spira stenci swive tota trave tunne unrave yode remode
ller ler: trave counse mode jewe labe signa leve tunne reve
llers lers: trave counse mode jewe labe signa leve tunne reve
llor lor: counse chance-l
llors lors: counse
ence ense: def off pret
ences enses: def off pret
ment lment: instal enrol fulfil
ments lments: instal enrol
l ll: fulfi enro insti disti appa
ls lls: fulfi enro insti disti
aem em: an isch leuk hypoglyc
aed ed: p orthop encyclop-
"""
