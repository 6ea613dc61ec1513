using System.Globalization;
using BackpropCrossCheck.Fixtures;

namespace BackpropCrossCheck.Tests.Diagnosis;

/// <summary>The labels that the outputs are compared with.</summary>
/// <param name="fixture">The fixture.</param>
/// <param name="mistakes">The mistakes.</param>
/// <param name="round">The rounding of the format.</param>
internal sealed class SimulatedLabels(Fixture fixture, PlantedMistakes mistakes, Func<double, double> round)
{
    /// <summary>The orders and values that are planted.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        "the units in reverse order", "each sample with the labels of the one before", "each sample with the labels of the one after",
        "each unit with the label of the one before", "those of the first sample for all", "every label is 1", "every label is 0",
        "1 − t for t", "every label against every output", "smoothed with 0.1", "smoothed with 0.2",
    ];

    private int Samples => fixture.Batch.Samples;

    private int Units => fixture.Network.Outputs;

    /// <summary>The label that the fixture declares.</summary>
    public double Declared(int n, int k) => round(fixture.Batch.Labels[(n * Units) + k]);

    /// <summary>The label that is used.</summary>
    /// <param name="n">The sample.</param>
    /// <param name="k">The unit.</param>
    /// <param name="inValue">Whether for the loss value, not for δ.</param>
    public double Of(int n, int k, bool inValue)
    {
        if (mistakes.In("other-labels", 0, inValue ? 2 : 1) is not { Words: var which })
        {
            return Declared(n, k);
        }

        return which switch
        {
            "the units in reverse order" => Declared(n, Units - 1 - k),
            "each sample with the labels of the one before" => Declared(n == 0 ? Samples - 1 : n - 1, k),
            "each sample with the labels of the one after" => Declared(n == Samples - 1 ? 0 : n + 1, k),
            "the samples in reverse order" => Declared(Samples - 1 - n, k),
            "each unit with the label of the one before" => Declared(n, k == 0 ? Units - 1 : k - 1),
            "each unit with the label of the one after" => Declared(n, k == Units - 1 ? 0 : k + 1),
            "those of the first sample for all" => Declared(0, k),
            "those of the last sample for all" => Declared(Samples - 1, k),
            "every label is 1" => 1,
            "every label is 0" => 0,
            "1 − t for t" => round(1 - Declared(n, k)),
            _ when which!.StartsWith("smoothed with ", StringComparison.Ordinal) =>
                Smoothed(Declared(n, k), double.Parse(which["smoothed with ".Length..], CultureInfo.InvariantCulture)),
            _ => Declared(n, k),
        };
    }

    private double Smoothed(double t, double share) => round(round(round(1 - share) * t) + round(share / Math.Max(2, Units)));
}
