"""FactBank: how sure a source presents an event to be, and whether as having happened or not."""

from azturk_data.models.vocabularies.base import Vocabulary

FACTBANK = (
    "Saurí and Pustejovsky (2009), 'FactBank: a corpus annotated with event factuality', Language Resources "
    "and Evaluation, doi:10.1007/s10579-009-9089-9; Saurí (2008), 'FactBank 1.0 Annotation Guidelines', "
    "section 3.3; corpus LDC2009T23"
)


class Factuality(Vocabulary, source=FACTBANK):
    """Factuality: how sure the speaker presents the thing asserted to be; judged for each speaker apart."""

    CERTAIN = (
        "certain",
        "Certain",
        "The speaker presents it as settled, that it is so or that it is not. FactBank's CT.",
    )
    PROBABLE = "probable", "Probable", "The speaker presents it as likely. FactBank's PR."
    POSSIBLE = "possible", "Possible", "The speaker presents it as something that may be. FactBank's PS."
    UNKNOWN = (
        "unknown",
        "Unknown",
        "The speaker does not know, or takes no stand. FactBank's U, which it also calls underspecified.",
    )


class Polarity(Vocabulary, source=FACTBANK):
    """Polarity: whether the speaker presents the thing asserted as being so or as not being so."""

    POSITIVE = "positive", "Positive", "The speaker presents it as being so. FactBank's +."
    NEGATIVE = "negative", "Negative", "The speaker presents it as not being so. FactBank's -."
    UNKNOWN = (
        "unknown",
        "Unknown",
        "The speaker does not say whether it is so or not, or the words leave it open. FactBank's u.",
    )
