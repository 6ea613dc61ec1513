using BackpropCrossCheck.Calculation;
using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;
using BackpropCrossCheck.Rounding;

namespace BackpropCrossCheck.Comparison;

/// <summary>What follows, step by step, from the numbers of a result that was calculated in a format.</summary>
/// <remarks>Operands are the result's own numbers in its own convention, and the fixture's inputs, labels and parameters, all rounded to
/// the format: a float32 that is printed in its shortest form is not the float32.</remarks>
internal sealed class OwnCalculation
{
    private OwnCalculation(CalculationState state, TensorSet expected)
    {
        State = state;
        Expected = expected;
    }

    /// <summary>What follows, in the result's convention; NaN where an operand is missing.</summary>
    public TensorSet Expected { get; }

    /// <summary>The calculation with the result's own numbers in their places. Pre-activations and outputs that are missing are the
    /// engine's: they are used for sizes only.</summary>
    public CalculationState State { get; }

    /// <summary>What follows from a result's numbers; null where the format cannot hold the fixture's.</summary>
    /// <param name="reference">The engine's side.</param>
    /// <param name="result">The result.</param>
    /// <param name="format">The format it was calculated in.</param>
    public static OwnCalculation? Of(Reference reference, IndependentResult result, FloatFormat format)
    {
        if (InFormat(reference.Fixture, format) is not { } fixture)
        {
            return null;
        }

        var form = new FollowedForm(OperandsOf(fixture, result, format), new UnknownForm());
        CalculationState state = WorkedCalculation.Of(fixture, result.Loss, new WrittenSteps(fromOutputs: false), form).State;
        for (int l = 0; l <= state.Last; l++)
        {
            FillIn(state.Numbers, reference.Numbers, fixture.Layout.PreActivation(l));
            FillIn(state.Numbers, reference.Numbers, fixture.Layout.Output(l));
        }

        return new OwnCalculation(state, form.Calculated);
    }

    /// <summary>The engine's own calculation with the fixture's numbers as a format holds them; null where it cannot.</summary>
    /// <param name="reference">The engine's side.</param>
    /// <param name="loss">The convention to state it in.</param>
    /// <param name="format">The format.</param>
    public static CalculationState? OfEngine(Reference reference, Loss loss, FloatFormat format)
        => InFormat(reference.Fixture, format) is not { } fixture ? null
            : WorkedCalculation.Of(fixture, loss, new WrittenSteps(fromOutputs: false), ResultForm.Exact).State;

    /// <summary>Puts the engine's numbers where a number is NaN.</summary>
    private static void FillIn(TensorSet numbers, TensorSet engine, Step step)
    {
        double[] own = numbers[step]!;
        for (int i = 0; i < own.Length; i++)
        {
            own[i] = double.IsNaN(own[i]) ? engine[step]![i] : own[i];
        }
    }

    /// <summary>The result's numbers, as the format holds them; NaN for one that is missing, not finite, or outside the domain of the
    /// loss.</summary>
    private static TensorSet OperandsOf(Fixture fixture, IndependentResult result, FloatFormat format)
    {
        var operands = new TensorSet(fixture.Layout);
        Step last = fixture.Layout.Output(fixture.Layout.Layers.Count - 1);
        LossTerm term = fixture.Loss.Term;
        foreach (Step step in fixture.Layout.Steps)
        {
            if (step.IsAfterTraining || result.Numbers[step] is not { } given)
            {
                continue;
            }

            double[] own = new double[given.Length];
            bool isOutput = step == last;
            for (int i = 0; i < own.Length; i++)
            {
                double value = format.Nearest(given[i]);
                bool isOperand = result.Numbers.Has(step, i) && double.IsFinite(value) && (!isOutput || term.IsDefinedFor(value));
                own[i] = isOperand ? value : double.NaN;
            }

            operands.Set(step, own);
        }

        return operands;
    }

    /// <summary>The fixture with its numbers as a format holds them, without training and entries; null where the format cannot hold
    /// them.</summary>
    /// <param name="fixture">The fixture.</param>
    /// <param name="format">The format.</param>
    public static Fixture? InFormat(Fixture fixture, FloatFormat format)
    {
        Fixture untrained = fixture.WithoutTraining();
        if (format == FloatFormat.Float64)
        {
            return untrained;
        }

        double[] inputs = Rounded(fixture.Batch.Inputs, format);
        double[] labels = Rounded(fixture.Batch.Labels, format);
        bool fits = AreFinite(inputs) && AreFinite(labels);
        var layers = new List<Layer>();
        foreach (Layer layer in fixture.Network.Layers)
        {
            double[] weights = Rounded(layer.Weights, format);
            double[]? bias = layer.HasBias ? Rounded(layer.CopyBias(), format) : null;
            fits = fits && AreFinite(weights) && (bias is null || AreFinite(bias));
            if (!fits)
            {
                return null;
            }

            layers.Add(layer.With(weights, bias));
        }

        Regularization regularization = fixture.Regularization;
        double[] strengths = Rounded([regularization.L2, regularization.L1], format);
        return !AreFinite(strengths) ? null
            : untrained.OfOtherNumbers(new Network(layers), new Batch(fixture.Batch.Samples, inputs, labels)) with
            {
                Regularization = regularization with { L2 = strengths[0], L1 = strengths[1] },
            };
    }

    /// <summary>Numbers as the format holds them. One that is too small to have all its digits there is left as it is: the program may have
    /// taken it for 0, and the rounding analysis has to see that.</summary>
    private static double[] Rounded(ReadOnlySpan<double> values, FloatFormat format)
    {
        double[] rounded = values.ToArray();
        for (int i = 0; i < rounded.Length; i++)
        {
            rounded[i] = Math.Abs(rounded[i]) < format.Rounding.SmallestNormal ? rounded[i] : format.Nearest(rounded[i]);
        }

        return rounded;
    }

    private static bool AreFinite(double[] values) => Array.TrueForAll(values, double.IsFinite);
}
