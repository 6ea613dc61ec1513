using System.Globalization;
using BackpropCrossCheck.Calculation;
using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Diagnosis;

/// <summary>What the numbers of a wrong step show of the way it was worked out: the h' that was used, the labels, the factor.</summary>
internal static class StepClues
{
    private const int MostExamples = 2;
    private const int MostLabels = 6;

    /// <summary>Sentences about a step, the most useful first; none without a step.</summary>
    /// <param name="own">The other side's calculation; null where it cannot be followed.</param>
    /// <param name="step">The step.</param>
    public static IEnumerable<string> Of(OwnSteps? own, OwnStep? step) => own is null || step is null ? []
        : new[] { Derivative(own, step), Labels(own, step), Factor(step) }.OfType<string>();

    /// <summary>"δ of layer 1 comes out with h' = 0.3 where a = 0.5 (unit 2 of sample 1); ours is 0.8."</summary>
    private static string? Derivative(OwnSteps own, OwnStep step)
    {
        if (step.Step.Quantity != Quantity.Delta || own.Evidence.ActivationOf(step.Layer) is not ElementwiseActivation activation
            || !own.Evidence.TakesDerivative(step.Layer))
        {
            return null;
        }

        CalculationState state = own.State;
        double[] s = CalculationSteps.Correct.OutputGradients(state, step.Layer);
        double[] a = state.Required(Quantity.PreActivation, step.Layer);
        string[] examples = [.. step.Indices.Where(i => step.Wrong[i] && s[i] != 0).Take(MostExamples).Select(i => string.Create(
            CultureInfo.InvariantCulture,
            $"{(step.Given[i] / s[i]) + 0.0:G4} for {activation.Derivative(a[i]):G4} where a = {a[i]:G4} "
                + $"(unit {(i % step.Step.Columns) + 1} of sample {(i / step.Step.Columns) + 1})"))];
        return examples.Length == 0 ? null
            : FormattableString.Invariant($"δ of layer {step.Layer + 1} comes out with another h': {string.Join(", ", examples)}.");
    }

    /// <summary>"δ of the last layer comes out with the labels 0.9, 0.1 of sample 1; the fixture has 1, 0."</summary>
    private static string? Labels(OwnSteps own, OwnStep step)
    {
        int units = own.Evidence.Fixture.Network.Outputs;
        if (step.Step.Quantity != Quantity.Delta || step.Layer != own.Evidence.Layers - 1 || units > MostLabels
            || ImpliedLabels(own, step) is not { } implied)
        {
            return null;
        }

        int sample = Array.FindIndex(step.Wrong, wrong => wrong) / units;
        double[] labels = own.Evidence.Fixture.Batch.Labels.Slice(sample * units, units).ToArray();
        double[] row = implied[(sample * units)..((sample + 1) * units)];
        return !Array.TrueForAll(row, double.IsFinite) ? null : string.Create(
            CultureInfo.InvariantCulture,
            $"It is right for the labels {Listed(row)} in sample {sample + 1}, where the fixture has {Listed(labels)}.");
    }

    /// <summary>The labels for which δ of the last layer would be right; null where softmax mixes them.</summary>
    private static double[]? ImpliedLabels(OwnSteps own, OwnStep step)
    {
        CalculationState state = own.State;
        double c = state.Loss.Scale(state.Samples, state.Network.Outputs);
        double[] y = state.Required(Quantity.Output, state.Last);
        LossTerm term = state.Loss.Term;
        if (state.IsFused)
        {
            return [.. step.Given.Select((delta, i) => y[i] - (delta / c))];
        }

        if (state.Network.Layers[^1].Activation is not ElementwiseActivation activation)
        {
            return null;
        }

        double[] a = state.Required(Quantity.PreActivation, state.Last);
        double[] g = [.. step.Given.Select((delta, i) => delta / (c * activation.Derivative(a[i])))];
        return [.. g.Select((x, i) => term.LabelFor(y[i], x) ?? double.NaN)];
    }

    /// <summary>"∂L/∂w of layer 2 is 1.7 times what follows."</summary>
    private static string? Factor(OwnStep step)
    {
        if (step.Factor is not { } factor || step.WrongCount < 2
            || !step.Indices.All(i
                => Math.Abs(step.Given[i] - (factor * step.Expected[i])) <= step.Allowed[i] * Math.Max(1, Math.Abs(factor))))
        {
            return null;
        }

        string layer = step.Layer < 0 ? string.Empty : FormattableString.Invariant($" of layer {step.Layer + 1}");
        return $"{step.Step.Quantity.Symbol}{layer} is {RatioText.Of(factor)} times what follows.";
    }

    private static string Listed(double[] values)
        => string.Join(", ", values.Select(value => value.ToString("G4", CultureInfo.InvariantCulture)));
}
