using BackpropCrossCheck.Calculation;
using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Diagnosis.Mistakes;

/// <summary>The formula for h' in terms of z is applied to a.</summary>
internal sealed class DerivativeFormulaOnPreActivation : LayerMistake
{
    /// <inheritdoc/>
    public override string Cause => "derivative-formula-on-preactivation";

    /// <inheritdoc/>
    public override string Sentence => "the formula of the derivative in the output, 1 − z² or z(1 − z), is used with a put in for z";

    /// <inheritdoc/>
    public override string Advice => "Put the output z = h(a) into the formula.";

    /// <inheritdoc/>
    public override string Signs => "h' of the layer may be negative or above 1: 1 − a² and a(1 − a) are not bounded.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Reports => ["BoltzmannEntropy/interviews.ai#15"];

    /// <inheritdoc/>
    protected override Quantity Quantity => Quantity.Delta;

    /// <inheritdoc/>
    protected override bool AppliesAt(Evidence evidence, int layer) => evidence.TakesDerivative(layer)
        && evidence.ActivationOf(layer) is not ElementwiseActivation { IsDerivativeWrittenInOutput: false };

    /// <inheritdoc/>
    protected override bool IsIndirectAt(Evidence evidence, int layer)
        => evidence.ActivationOf(layer) is ElementwiseActivation { HasConstantDerivatives: true };

    /// <inheritdoc/>
    protected override IEnumerable<CalculationSteps> StepsFor(Func<int, bool> at)
        => [new OtherDeltas(at, Deltas)];

    private static double[] Deltas(CalculationState state, int layer)
    {
        Layer of = state.Network.Layers[layer];
        double[] a = state.Required(Quantity.PreActivation, layer);
        double[] s = state.Required(Quantity.OutputGradient, layer);
        return of.Activation is ElementwiseActivation activation
            ? [.. s.Select((gradient, i) => (activation.DerivativeFromOutput(a[i]) ?? 1) * gradient)]
            : Softmax(a, s, of.Units);
    }

    /// <summary>a_k·(s_k − Σ_j a_j s_j).</summary>
    private static double[] Softmax(double[] a, double[] s, int units)
    {
        double[] delta = new double[a.Length];
        for (int i = 0; i < delta.Length; i++)
        {
            int row = i / units * units;
            double sum = 0;
            for (int j = row; j < row + units; j++)
            {
                sum += a[j] * s[j];
            }

            delta[i] = a[i] * (s[i] - sum);
        }

        return delta;
    }
}
