using System.Globalization;
using BackpropCrossCheck.Engine.Activations;

namespace BackpropCrossCheck.Diagnosis;

/// <summary>Where a mistake was made, in words.</summary>
internal static class LayersText
{
    /// <summary>"layer 2", "every tanh layer (1 and 3)", "layers 1 and 3"; empty if it is everywhere or there is only one layer.</summary>
    /// <param name="suspicion">The mistake.</param>
    /// <param name="evidence">The numbers that it explains.</param>
    public static string Of(Suspicion suspicion, Evidence evidence)
    {
        if (suspicion.Layers.Count > 1 && suspicion.Layers.Count < evidence.Layers)
        {
            string numbers = Listed(suspicion.Layers);
            Activation first = evidence.ActivationOf(suspicion.Layers[0]);
            int[] alike = [.. Enumerable.Range(0, evidence.Layers).Where(layer => evidence.ActivationOf(layer).Name == first.Name)];
            return alike.SequenceEqual(suspicion.Layers.Order()) ? $"every {first.Name} layer ({numbers})" : $"layers {numbers}";
        }

        return suspicion.Layer is { } layer && evidence.Layers > 1 ? FormattableString.Invariant($"layer {layer + 1}") : string.Empty;
    }

    private static string Listed(IReadOnlyList<int> layers)
    {
        string[] numbers = [.. layers.Order().Select(layer => (layer + 1).ToString(CultureInfo.InvariantCulture))];
        return $"{string.Join(", ", numbers[..^1])} and {numbers[^1]}";
    }
}
