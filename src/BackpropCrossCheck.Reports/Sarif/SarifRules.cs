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
    [
        Differs(
            Quantity.PreActivation,
            "PreActivationDiffers",
            "Look at the weights' orientation (a row holds the weights into one unit), the bias, and the inputs."),
        Differs(
            Quantity.Output,
            "OutputDiffers",
            "The pre-activation before it is right where no result says otherwise: look at the activation and its alpha."),
        Differs(
            Quantity.Loss,
            "LossDiffers",
            "Where every output is right, look at the kind of loss and its reduction: a half, a mean over samples, outputs or elements."),
        Differs(
            Quantity.Delta,
            "DeltaDiffers",
            "Look at the activation's derivative and at the transpose of the next layer's weights; a factor in all of them is the loss's."),
        Differs(
            Quantity.WeightGradient,
            "GradientDiffers",
            "Where the deltas are right, look at the outer product (a transpose?), the sum over samples (a mean?), and the bias."),
        Differs(
            Quantity.UpdatedWeights,
            "UpdatedParameterDiffers",
            "Where the gradients are right, look at the learning rate, its sign, the number of steps, and whether biases are trained."),
        Differs(Quantity.UpdatedLoss, "UpdatedLossDiffers", "It follows from the updated parameters: look at those first."),
    ];

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

    private static SarifRule Differs(Quantity quantity, string name, string advice) => new(
        IdOf(quantity),
        name,
        SarifRule.Error,
        $"The engine's {ContractWords.Of(quantity)} and another result's differ.",
        $"{advice} {Order}");
}
