using System.Globalization;
using BackpropCrossCheck.Calculation;
using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Engine.Numerics;
using BackpropCrossCheck.Numbers;
using BackpropCrossCheck.Rounding;

namespace BackpropCrossCheck.Comparison;

/// <summary>Judges every number from the other side's own earlier numbers, with the rounding of one step only:
/// |own − expected| ≤ 4·(ρ₁ of its format + ρ₁ of float64). Nothing is propagated, so nothing accumulates.</summary>
internal sealed class StepRule
{
    /// <summary>A factor that fewer numbers share is no pattern.</summary>
    private const int LeastForAFactor = 4;

    private readonly OwnCalculation _own;
    private readonly TensorSet _given;
    private readonly FloatFormat _format;
    private readonly KinkDerivative _kinks;
    private readonly PrintedError _printed;
    private readonly TensorSet _rho;

    /// <summary>The largest share of the format's ρ₁ that float64's can be: no term shrinks less than u does.</summary>
    private readonly double _shareOfFloat64;
    private (TensorSet Own, TensorSet OfFloat64)? _careful;

    private StepRule(OwnCalculation own, TensorSet given, FloatFormat format, KinkDerivative kinks, PrintedError printed)
    {
        _own = own;
        _given = given;
        _format = format;
        _kinks = kinks;
        _printed = printed;
        _rho = StepRounding.Of(own.State, format.Rounding, printed).Values;
        _shareOfFloat64 = FormatRounding.Float64.UnitRoundoff / format.Rounding.UnitRoundoff;
    }

    /// <summary>Judges every step of a result that has a format.</summary>
    /// <param name="reference">The engine's side.</param>
    /// <param name="result">The result.</param>
    /// <param name="format">The format it was calculated in.</param>
    /// <param name="kinks">What the derivative may be where a pre-activation is exactly 0.</param>
    /// <param name="printed">How far printing may have moved its numbers.</param>
    /// <returns>By the step's index; the steps that the result gives, those after training aside.</returns>
    public static Dictionary<int, StepJudgement> Judge(
        Reference reference, IndependentResult result, FloatFormat format, KinkDerivative kinks, Lazy<PrintedError> printed)
    {
        var judged = new Dictionary<int, StepJudgement>();
        if (!HasOperands(result.Numbers) || OwnCalculation.Of(reference, result, format) is not { } own)
        {
            return judged;
        }

        var rule = new StepRule(own, result.Numbers, format, kinks, printed.Value);
        foreach (Step step in result.Numbers.Layout.Steps)
        {
            if (result.Numbers[step] is not null && rule.Knows(step))
            {
                judged.Add(step.Index, rule.Judge(step));
            }
        }

        return judged;
    }

    /// <summary>Whether a number is given that another may follow from.</summary>
    private static bool HasOperands(TensorSet numbers)
    {
        foreach (Step step in numbers.Layout.Steps)
        {
            if (numbers[step] is not null && step.Quantity.IsIntermediate)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether it is known what a step follows from, and its rounding; nothing is known after training.</summary>
    private bool Knows(Step step) => _own.Expected[step] is not null && _rho[step] is not null;

    private StepJudgement Judge(Step step)
    {
        double[] given = _given[step]!;
        double[] expected = _own.Expected[step]!;
        double[] allowed = new double[given.Length];
        var verdicts = new StepVerdict[given.Length];
        bool[]? careless = null;
        double largest = _format.Rounding.Largest;
        for (int i = 0; i < given.Length; i++)
        {
            double printed = _printed.Of(given[i]);
            allowed[i] = Allowed(step, i) + printed;
            double own = _format.Nearest(given[i]);
            verdicts[i] = !_given.Has(step, i) || double.IsNaN(expected[i]) || double.IsNaN(allowed[i]) ? StepVerdict.NoOperands
                : !double.IsFinite(allowed[i]) || Math.Abs(expected[i]) > largest ? StepVerdict.Undecidable
                : Follows(step, i, own, expected[i], allowed[i]) ? StepVerdict.Follows
                : StepVerdict.Wrong;
            if (verdicts[i] == StepVerdict.Follows && IsCareless(step, i, own, expected[i], printed))
            {
                (careless ??= new bool[given.Length])[i] = true;
            }
        }

        return WithCommonFactor(new StepJudgement(step, expected, allowed, verdicts) { Careless = careless });
    }

    /// <summary>A gradient each number of which follows, while all of them together are off by one factor, does not follow.</summary>
    private StepJudgement WithCommonFactor(StepJudgement judged)
    {
        int samples = _own.State.Samples;
        if (!judged.Step.IsGradient || judged.Verdicts.Length < LeastForAFactor
            || !Array.TrueForAll(judged.Verdicts, verdict => verdict == StepVerdict.Follows))
        {
            return judged;
        }

        double[] own = [.. _given[judged.Step]!];
        for (int i = 0; i < own.Length; i++)
        {
            own[i] = _format.Nearest(own[i]);
        }

        if (FactorFit.Of(judged.Expected, own, judged.Allowed) is not { } fit)
        {
            return judged;
        }

        // An error that all numbers share, as of a rounded 1/N, is at most eight roundings of Σ_n |δ z|; the allowed is 4·(N + 1) of them.
        // A rounded λ is an error of that kind, too; its share of what is allowed does not fall with the number of samples.
        double share = _own.State.Regularization.IsNone ? 2.0 / (samples + 1) : Math.Max(0.5, 2.0 / (samples + 1));
        double common = share * Math.Sqrt(own.Length) / fit.Norm;
        if (!fit.IsOtherThan(1, common))
        {
            return judged;
        }

        string from = StepOperands.Of(_own.State.Fixture, judged.Step);
        return judged with
        {
            Verdicts = [.. Enumerable.Repeat(StepVerdict.Wrong, own.Length)],
            From = string.Create(
                CultureInfo.InvariantCulture,
                $"{from}: all its numbers together are {fit.Factor:G9} ± {fit.StandardError:G2} times what follows"),
        };
    }

    /// <summary>Whether a number that follows has lost its digits. In sums nothing depends on the formula.</summary>
    private bool IsCareless(Step step, int index, double own, double expected, double printed)
        => step.Quantity != Quantity.PreActivation && !step.IsGradient && LossyNumbers.IsFar(own, expected)
            && !Follows(step, index, own, expected, CarefullyAllowed(step, index) + printed);

    private double CarefullyAllowed(Step step, int index)
    {
        (TensorSet own, TensorSet ofFloat64) = _careful ??= (
            StepRounding.Of(_own.State, _format.Rounding, _printed, FormulaCare.Careful).Values,
            StepRounding.Of(_own.State, FormatRounding.Float64, PrintedError.None, FormulaCare.Careful).Values);
        return 4 * (own[step]![index] + ofFloat64[step]![index]);
    }

    /// <summary>4·(ρ₁ + ρ₁ of float64).</summary>
    private double Allowed(Step step, int index) => 4 * _rho[step]![index] * (1 + _shareOfFloat64);

    private bool Follows(Step step, int index, double own, double expected, double allowed)
        => Math.Abs(own - expected) <= allowed
            || (step.Quantity == Quantity.Delta && FollowsAtKink(step, index, own))
            || (step.Quantity == Quantity.OutputGradient && FollowsAtKinkOfLoss(step, index, own, allowed));

    /// <summary>At a kink any δ between the two one-sided h'·s follows: where the kernel's own pre-activation may have been on the other
    /// side, or where every derivative is permitted exactly at it. The same holds for s of the last layer at a kink of the loss.</summary>
    private bool FollowsAtKink(Step step, int index, double own)
    {
        if (_own.State.IsFused && step.Layer == _own.State.Last)
        {
            return false;
        }

        TensorLayout layout = _given.Layout;
        int units = step.Columns;
        (double Low, double High) s = OutputGradientAtKink(step.Layer, index);
        double allowed = Allowed(layout.Find(Quantity.OutputGradient, step.Layer)!, index);
        if (_own.State.Network.Layers[step.Layer].Activation is not ElementwiseActivation activation)
        {
            int row = index / units * units;
            (double Low, double High)[] all = [.. Enumerable.Range(row, units).Select(i => OutputGradientAtKink(step.Layer, i))];
            double[] low = [.. all.Select(ends => ends.Low)];
            double[] high = [.. all.Select(ends => ends.High)];
            KinkHull.Softmax(_own.State.Required(Quantity.Output, step.Layer).AsSpan(row, units), low, high);
            int k = index - row;
            return low[k] < high[k] && IsWithin(own, low[k], high[k], Allowed(step, index) + allowed);
        }

        (double smallest, double largest) = DerivativeAtKink(activation, step, index);
        if (smallest == largest && s.Low == s.High)
        {
            return false;
        }

        double[] ends = [smallest * s.Low, smallest * s.High, largest * s.Low, largest * s.High];
        double width = Math.Max(1, Math.Max(Math.Abs(smallest), Math.Abs(largest))) * allowed;
        return IsWithin(own, ends.Min(), ends.Max(), s.Low == s.High ? width : width + Allowed(step, index));
    }

    private bool FollowsAtKinkOfLoss(Step step, int index, double own, double allowed)
    {
        (double low, double high) = OutputGradientAtKink(step.Layer, index);
        return low < high && IsWithin(own, low, high, allowed);
    }

    /// <summary>The smallest and the largest h' that follow: one number away from every kink.</summary>
    private (double Smallest, double Largest) DerivativeAtKink(ElementwiseActivation activation, Step step, int index)
    {
        IReadOnlyList<Kink> kinks = activation.Kinks;
        double a = _own.State.Required(Quantity.PreActivation, step.Layer)[index];
        double derivative = activation.Derivative(a);
        return IsOpen(kinks, a, Allowed(_given.Layout.PreActivation(step.Layer), index)) ? Kink.Range(kinks) : (derivative, derivative);
    }

    /// <summary>The smallest and the largest ∂L/∂z that follow: one number away from every kink of the loss.</summary>
    private (double Low, double High) OutputGradientAtKink(int layer, int index)
    {
        CalculationState state = _own.State;
        double s = state.Required(Quantity.OutputGradient, layer)[index];
        if (layer < state.Last || state.IsFused)
        {
            return (s, s);
        }

        IReadOnlyList<Kink> kinks = state.Loss.Term.KinksAt(state.Fixture.Batch.Labels[index]);
        if (!IsOpen(kinks, state.Required(Quantity.Output, layer)[index], Allowed(_given.Layout.Output(layer), index)))
        {
            return (s, s);
        }

        double c = state.Loss.Scale(state.Samples, state.Network.Outputs);
        (double smallest, double largest) = Kink.Range(kinks);
        return (Math.Min(s, c * smallest), Math.Max(s, c * largest));
    }

    private bool IsOpen(IReadOnlyList<Kink> kinks, double operand, double allowed) => kinks.Count > 0
        && (Kink.IsNear(kinks, operand, 0) ? _kinks == KinkDerivative.Any : Kink.IsNear(kinks, operand, allowed));

    private static bool IsWithin(double own, double low, double high, double width) => own >= low - width && own <= high + width;
}
