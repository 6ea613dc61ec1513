using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Reports.Sarif;

/// <summary>All rules.</summary>
internal static class SarifRules
{
    private const string Order =
        "Look first at what comes first in the order of the calculation: pre-activations and outputs forward, the loss, "
            + "deltas backward, gradients, the update. What comes before the first difference was right. \"Allowed\" is four times "
            + "what rounding may do to an honest calculation in both formats, or half a unit of the last stated digit.";

    /// <summary>The discrepancies, in the order of the calculation. There is one rule for each word of the contract, so one rule covers
    /// weights and bias.</summary>
    private static readonly SarifRule[] Discrepancies =
        [.. Quantity.All.DistinctBy(quantity => quantity.Word).Select(Differs)];

    /// <summary>A tensor with undecidable numbers.</summary>
    public static SarifRule Undecidable { get; } = new(
        "undecidable",
        "Undecidable",
        SarifRule.Warning,
        "Whether a number is right cannot be told.",
        "Rounding may change as much as the number holds, or a unit is at the kink of its activation. It is not a pass unless "
            + "another witness settles it: ask a finer oracle, or change inputs or weights a little.");

    /// <summary>An oracle that did not answer.</summary>
    public static SarifRule OracleFailed { get; } = new(
        "oracle-failed",
        "OracleFailed",
        SarifRule.Warning,
        "An oracle should have answered and did not.",
        "The run is inconclusive. The message says how it ended; backprop-check oracles says which oracles work here, and --timeout how "
            + "long an answer may take.");

    /// <summary>A file that is not a fixture.</summary>
    public static SarifRule BadFixture { get; } = new(
        "bad-fixture",
        "BadFixture",
        SarifRule.Error,
        "The fixture cannot be checked.",
        "The message says what was found, what is expected and what to do. fixtures/fixture.schema.json describes the format to editors.");

    /// <summary>Results that were omitted for lack of room.</summary>
    public static SarifRule LeftOut { get; } = new(
        "results-left-out",
        "ResultsLeftOut",
        SarifRule.Error,
        "More was found than code scanning shows.",
        "The worst results are here. The JSON report of the same run holds all of them: --report json=PATH.");

    /// <summary>All of them. New ones are added at the end.</summary>
    public static IReadOnlyList<SarifRule> All { get; } = [.. Discrepancies, Undecidable, OracleFailed, BadFixture, LeftOut];

    /// <summary>The rule of a discrepancy.</summary>
    public static SarifRule Of(Quantity quantity) => Array.Find(Discrepancies, rule => rule.Id == IdOf(quantity))!;

    private static string IdOf(Quantity quantity) => $"{ContractWords.Of(quantity)}-differs";

    private static SarifRule Differs(Quantity quantity) => new(
        IdOf(quantity),
        $"{string.Concat(quantity.Word.Split('-').Select(part => $"{char.ToUpperInvariant(part[0])}{part[1..]}"))}Differs",
        SarifRule.Error,
        $"The engine's {quantity.Word} and another result's differ.",
        $"{quantity.Advice} {Order}");
}
