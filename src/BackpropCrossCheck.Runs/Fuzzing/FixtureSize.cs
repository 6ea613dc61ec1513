using System.Globalization;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Fixtures.Reading;

namespace BackpropCrossCheck.Fuzzing;

/// <summary>How large a fixture is, in words.</summary>
internal static class FixtureSize
{
    /// <summary>"2-3-2, 4 samples, 17 parameters, tanh then linear, huber (sum), regularization, sgd, 1 step".</summary>
    /// <param name="fixture">The fixture.</param>
    public static string Of(Fixture fixture)
    {
        string widths = string.Join(
            '-',
            fixture.Network.Layers.Select(layer => layer.Units).Prepend(fixture.Network.Inputs)
                .Select(width => width.ToString(CultureInfo.InvariantCulture)));
        int parameters = fixture.Network.Layers.Sum(layer => layer.Weights.Length + layer.BiasParameters);
        string activations = string.Join(" then ", fixture.Network.Layers.Select(layer => layer.Activation.ToString()));
        return $"{widths}, {Wording.Count(fixture.Batch.Samples, "sample")}, {Wording.Count(parameters, "parameter")}, {activations}, "
            + ConventionText.Of(fixture.Loss)
            + (fixture.Regularization.IsNone ? string.Empty : ", regularization")
            + (fixture.Training is { } training ? Of(training) : string.Empty);
    }

    private static string Of(Training training)
        => $", {training.Rule.Name}, {Wording.Count(training.Steps, "step")}{(training.BySamples ? " after every sample" : string.Empty)}";
}
