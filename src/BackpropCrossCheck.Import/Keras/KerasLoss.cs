using System.Text.Json;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Import.Models;

namespace BackpropCrossCheck.Import.Keras;

/// <summary>The losses of Keras as conventions of a fixture.</summary>
internal static class KerasLoss
{
    /// <summary>For each of Keras's losses: the name here, and whether Keras takes the mean over the outputs of a sample.</summary>
    private static readonly Dictionary<string, (string Name, bool IsMean)> Known = new()
    {
        ["meansquarederror"] = ("squared-error", true),
        ["mse"] = ("squared-error", true),
        ["bce"] = ("binary-cross-entropy", true),
        ["kld"] = ("kullback-leibler", false),
        ["binarycrossentropy"] = ("binary-cross-entropy", true),
        ["categoricalcrossentropy"] = ("categorical-cross-entropy", false),
        ["sparsecategoricalcrossentropy"] = ("categorical-cross-entropy", false),
        ["meanabsoluteerror"] = ("absolute-error", true),
        ["mae"] = ("absolute-error", true),
        ["huber"] = ("huber", true),
        ["logcosh"] = ("log-cosh", true),
        ["hinge"] = ("hinge", true),
        ["kldivergence"] = ("kullback-leibler", false),
        ["kullbackleiblerdivergence"] = ("kullback-leibler", false),
    };

    /// <summary>The loss in a configuration; null if there is none.</summary>
    /// <param name="node">A name, an object with a class and its settings, or a list or an object with one of these for the one
    /// output.</param>
    public static SavedLoss? Of(KerasNode node)
    {
        if (!node.IsGiven)
        {
            return null;
        }

        if (node.Name is null && node.Parts.ToArray() is [var only])
        {
            return Of(only);
        }

        KerasNode config = node["config"];
        string name = node.Name ?? "a loss without a name";
        string plain = string.Concat(name.Where(char.IsLetter).Select(char.ToLowerInvariant));
        bool isSmoothed = config["label_smoothing"].AsNumber is not (null or 0);
        Reduction? reduction = null;
        Loss? loss = !isSmoothed && Known.TryGetValue(plain, out (string Name, bool IsMean) known)
            && TermOf(known.Name, config["delta"].AsNumber) is { } term
            && (reduction = ReductionOf(config["reduction"], known.IsMean)) is not null
            ? new Loss(term, reduction.Value)
            : null;
        return new SavedLoss(name, loss)
        {
            Settings = isSmoothed ? " with label_smoothing" : Known.ContainsKey(plain) && loss is null ? " with these settings" : "",
            TakesLogits = config["from_logits"].Element.ValueKind == JsonValueKind.True,
        };
    }

    private static LossTerm? TermOf(string name, double? delta) => (LossTerm.Named(name), delta) switch
    {
        ({ Delta: not null } term, > 0) => term.WithDelta(delta.Value),
        (var term, null) => term,
        (_, _) => null,
    };

    private static Reduction? ReductionOf(KerasNode node, bool isMean) => (node.AsText, isMean) switch
    {
        ("auto" or "sum_over_batch_size", true) => Reduction.MeanOverElements,
        ("auto" or "sum_over_batch_size", false) => Reduction.MeanOverSamples,
        ("sum", true) => Reduction.MeanOverOutputs,
        ("sum", false) => Reduction.Sum,
        (null, true) when !node.IsGiven => Reduction.MeanOverElements,
        (null, false) when !node.IsGiven => Reduction.MeanOverSamples,
        (_, true) or (_, false) => null,
    };
}
