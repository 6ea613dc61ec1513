using System.Globalization;
using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Engine.Numerics;
using BackpropCrossCheck.Numbers;
using BackpropCrossCheck.Rounding;
using MathNet.Numerics.LinearAlgebra;

namespace BackpropCrossCheck.Relations;

/// <summary>δ that a result does not give, recovered from its gradients by least squares, ∂L/∂W = Dᵀ·Z on the engine's z, where the samples
/// are linearly independent. They show in which layer a wrong gradient began.</summary>
internal sealed class RecoveredDeltas
{
    /// <summary>How far Z⁺·Z may be from the identity before the samples count as dependent.</summary>
    private const double Dependent = 1e-6;

    private readonly Reference _reference;
    private readonly IndependentResult _result;
    private readonly FloatFormat _format;
    private readonly double _scale;
    private readonly TensorLayout _layout;
    private readonly Recovered?[] _recovered;
    private readonly PrintedError _printed;

    private RecoveredDeltas(Reference reference, IndependentResult result, FloatFormat format, PrintedError printed, double scale)
    {
        _reference = reference;
        _result = result;
        _format = format;
        _scale = scale;
        _layout = reference.Fixture.Layout;
        _printed = printed;
        _recovered = new Recovered?[reference.Fixture.Network.Layers.Count];
    }

    /// <summary>The δ of the layers that give gradients without δ, as far as they are determined, judged from the recovered δ of the layer
    /// above.</summary>
    /// <param name="reference">The engine's side.</param>
    /// <param name="result">The result.</param>
    /// <param name="format">Its format.</param>
    /// <param name="printed">How far printing may have moved its numbers.</param>
    /// <param name="convention">The convention of the comparison.</param>
    /// <param name="steps">Receives the gradients, as they follow from the recovered δ.</param>
    /// <returns>Stated in the convention of the comparison, in the order of the calculation.</returns>
    public static IReadOnlyList<TensorComparison> Of(
        Reference reference,
        IndependentResult result,
        FloatFormat format,
        PrintedError printed,
        Convention convention,
        Dictionary<int, StepJudgement> steps)
    {
        var recovering = new RecoveredDeltas(reference, result, format, printed, convention.FromEngine * convention.Declared);
        var found = new List<TensorComparison>();
        for (int l = recovering._recovered.Length - 1; l >= 0; l--)
        {
            recovering._recovered[l] = recovering.Recover(l);
            if (recovering._recovered[l] is { } recovered)
            {
                found.Add(recovering.Judge(l, recovered, convention));
                foreach (StepJudgement gradient in recovering.Gradients(l, recovered))
                {
                    if (StepJudgement.IsOpenIn(steps, gradient.Step))
                    {
                        steps[gradient.Step.Index] = gradient;
                    }
                }
            }
        }

        return found;
    }

    /// <summary>δ of a layer from its weight gradient; from its bias gradient as well where the weights alone leave nothing to check the
    /// fit by.</summary>
    private Recovered? Recover(int layer)
    {
        Step delta = _layout.Delta(layer);
        if (_result.Numbers[delta] is not null || Gradient(layer, withBias: false) is not { } weights)
        {
            return null;
        }

        bool needsBias = weights.Samples == weights.Columns;
        LayerGradient? gradient = needsBias ? Gradient(layer, withBias: true) : weights;
        return gradient is not null && gradient.Samples < gradient.Columns ? Fitted(gradient) : null;
    }

    private LayerGradient? Gradient(int layer, bool withBias)
        => LayerGradient.Of(_reference, _result, _format, _printed, _scale, layer, withBias);

    /// <summary>The least squares of G = Dᵀ·Z, Dᵀ = G·Z⁺; null where the samples depend on each other, or G is not made of z.</summary>
    private static Recovered? Fitted(LayerGradient gradient)
    {
        Matrix<double> inputs = Rows(gradient.Inputs, gradient.Samples);
        Matrix<double> given = Rows(gradient.Given, gradient.Units);
        Matrix<double> inverse = inputs.PseudoInverse();
        Matrix<double> identity = inputs * inverse;
        if ((identity - Matrix<double>.Build.DenseIdentity(gradient.Samples)).L1Norm() > Dependent)
        {
            return null;
        }

        Matrix<double> deltas = (given * inverse).Transpose();
        Matrix<double> roundings = (4 * Rows(gradient.Roundings, gradient.Units))
            + deltas.PointwiseAbs().TransposeThisAndMultiply(Rows(gradient.InputErrors, gradient.Samples));
        Matrix<double> left = given - deltas.TransposeThisAndMultiply(inputs);
        bool fits = left.PointwiseAbs().Enumerate().Zip(roundings.Enumerate()).All(pair => pair.First <= pair.Second);
        Matrix<double> errors = (roundings * inverse.PointwiseAbs()).Transpose();
        return fits ? new Recovered(deltas.ToRowMajorArray(), errors.ToRowMajorArray(), roundings) : null;
    }

    private static Matrix<double> Rows(double[] values, int rows)
        => Matrix<double>.Build.DenseOfRowMajor(rows, values.Length / rows, values);

    /// <summary>The gradients of a layer, as they follow from its recovered δ.</summary>
    private IEnumerable<StepJudgement> Gradients(int layer, Recovered recovered)
    {
        Step weights = _layout.WeightGradient(layer);
        double[] given = _result.Numbers[weights]!;
        double[] roundings = [.. given.Select((_, i) => recovered.Roundings[i / weights.Columns, i % weights.Columns])];
        yield return new StepJudgement(weights, given, roundings, [.. given.Select(_ => StepVerdict.Follows)])
        {
            IsOfEachOther = true,
        };
        Step? bias = _layout.BiasGradient(layer);
        if (bias is null || _result.Numbers[bias] is not { } ofBias || _result.Numbers.Missing(bias) is not null)
        {
            yield break;
        }

        // A shared bias has the sum over all units.
        double[] expected = new double[bias.Length];
        double[] allowed = new double[bias.Length];
        int terms = recovered.Values.Length / bias.Length;
        double share = 4 * (terms + 1) * (_format.Rounding.UnitRoundoff + FormatRounding.Float64.UnitRoundoff);
        for (int i = 0; i < recovered.Values.Length; i++)
        {
            expected[i % bias.Length] += recovered.Values[i];
            allowed[i % bias.Length] += recovered.Errors[i] + (share * Math.Abs(recovered.Values[i]));
        }

        if (_reference.Fixture.Regularization is { Biases: true } regularization)
        {
            Layer at = _reference.Fixture.Network.Layers[layer];
            regularization.AddTo(at.Bias, expected);
            foreach (FormatRounding rounding in (FormatRounding[])[_format.Rounding, FormatRounding.Float64])
            {
                double[] rho = new double[allowed.Length];
                new RegularizationRounding(regularization, rounding).AddTo(rho, at.Bias, expected);
                allowed = [.. allowed.Zip(rho, (width, error) => width + (4 * error))];
            }
        }

        StepVerdict[] verdicts = [.. ofBias.Select(
            (value, k) => Math.Abs(value - expected[k]) <= allowed[k] ? StepVerdict.Follows : StepVerdict.Wrong)];
        yield return new StepJudgement(bias, expected, allowed, verdicts)
        {
            From = "its δ, recovered from the weights' gradient",
            IsOfEachOther = true,
        };
    }

    private TensorComparison Judge(int layer, Recovered recovered, Convention convention)
    {
        Step step = _layout.Delta(layer);
        double[] engine = _reference.Numbers[step]!;
        bool isLast = layer == _recovered.Length - 1;
        Recovered? above = isLast ? null : _recovered[layer + 1];
        (double[] expected, double[] carried) = above is null
            ? (Array.ConvertAll(engine, value => value * _scale), new double[engine.Length])
            : Below(layer, above);
        double[] allowed = new double[expected.Length];
        var verdicts = new StepVerdict[expected.Length];
        double largest = expected.Max(Math.Abs);
        for (int i = 0; i < expected.Length; i++)
        {
            allowed[i] = carried[i] + recovered.Errors[i] + Global(step, i, expected[i]);
            verdicts[i] = !isLast && above is null ? StepVerdict.NoOperands
                : Math.Abs(recovered.Values[i] - expected[i]) > allowed[i] ? StepVerdict.Wrong
                : allowed[i] >= largest ? StepVerdict.Undecidable
                : StepVerdict.Follows;
        }

        return new TensorComparison(
            step, convention.StateEngine(step, engine), convention.StateOther(step, recovered.Values), missing: null)
        {
            Verdicts = [.. verdicts.Select(verdict => verdict == StepVerdict.Wrong ? NumberVerdict.Differs : NumberVerdict.Agrees)],
            Allowed = [.. convention.StateWidths(step, allowed)],
            StepVerdicts = [.. verdicts],
            StepAllowed = [.. convention.StateWidths(step, allowed)],
            FromOwnNumbers = [.. convention.StateOther(step, expected).Select(value => (double?)value)],
            StepFrom = isLast ? "our outputs"
                : string.Create(CultureInfo.InvariantCulture, $"its δ of layer {layer + 2}, recovered too, and our a"),
        };
    }

    /// <summary>What the rounding of a, z and the weights allows; more in proportion where the recovered δ above makes it larger than the
    /// engine's.</summary>
    private double Global(Step step, int index, double expected)
    {
        double engine = Math.Abs(_reference.Numbers[step]![index] * _scale);
        double allowed = _reference.AllowedAgainst(_format).AcrossKinks(step, index) * Math.Abs(_scale);
        return engine == 0 ? allowed : allowed * Math.Max(1, Math.Abs(expected) / engine);
    }

    /// <summary>h'(a)·Wᵀδ of the layer above, and how far the errors of that δ move it.</summary>
    private (double[] Values, double[] Errors) Below(int layer, Recovered above)
    {
        Layer own = _reference.Fixture.Network.Layers[layer];
        Layer upper = _reference.Fixture.Network.Layers[layer + 1];
        double[] a = _reference.Numbers[_layout.PreActivation(layer)]!;
        double[] z = _reference.Numbers[_layout.Output(layer)]!;
        double[] s = new double[a.Length];
        double[] errorsOfS = new double[a.Length];
        double[] values = new double[a.Length];
        MatrixProduct.Default.Times(above.Values, upper.Weights, s, upper.Units);
        MatrixProduct.Default.Times(above.Errors, Magnitudes(upper.Weights), errorsOfS, upper.Units);
        own.Activation.Backpropagate(a, z, s, values, own.Units);
        double[] errors = own.Activation is ElementwiseActivation elementwise
            ? [.. errorsOfS.Select((error, i) => Math.Abs(elementwise.Derivative(a[i])) * error)]
            : [.. errorsOfS.Select((error, i) => z[i] * (error + Weighted(z, errorsOfS, i, own.Units)))];
        return (values, errors);
    }

    /// <summary>Σ p·error over the units of a number's sample.</summary>
    private static double Weighted(double[] p, double[] errors, int index, int units)
    {
        int first = index / units * units;
        double sum = 0;
        for (int i = first; i < first + units; i++)
        {
            sum += p[i] * errors[i];
        }

        return sum;
    }

    private static double[] Magnitudes(ReadOnlySpan<double> values) => Array.ConvertAll(values.ToArray(), Math.Abs);

    /// <summary>Recovered δ in the result's convention, N×K.</summary>
    /// <param name="Values">The δ.</param>
    /// <param name="Errors">How far rounding may have moved them.</param>
    /// <param name="Roundings">How far it may have moved the gradient that they come from.</param>
    private sealed record Recovered(double[] Values, double[] Errors, Matrix<double> Roundings);
}
