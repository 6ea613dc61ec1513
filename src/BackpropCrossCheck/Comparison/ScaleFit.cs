using System.Globalization;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Comparison;

/// <summary>The factor between the other side's weight gradients and the stated ones, as the numbers themselves show it.</summary>
/// <param name="Fitted">By weighted least squares over the weight gradients; null if it cannot be fitted.</param>
/// <param name="StandardError">Its standard error; null if there is no factor.</param>
/// <param name="Fits">Whether that factor alone explains all weight gradients; false if there is no factor.</param>
/// <param name="Note">What readers must know about it, or null.</param>
/// <param name="IsVacuous">True if every number that grows with the loss is 0 on both sides, so that nothing shows which convention was
/// used.</param>
internal sealed record ScaleFit(double? Fitted, double? StandardError, bool Fits, string? Note, bool IsVacuous)
{
    /// <summary>Why such a comparison is not a pass.</summary>
    public const string VacuousReason =
        "no factor can be fitted: every loss, delta and gradient is 0 on both sides, so nothing shows that the other side "
            + "computes this loss";

    /// <summary>How many numbers are fitted at a time.</summary>
    private const int Together = 1024;

    /// <summary>Fits the factor.</summary>
    public static ScaleFit Of(Reference reference, IndependentResult other, Convention convention, IReadOnlyList<TensorComparison> tensors)
    {
        double largest = 0;
        bool hasGradients = false;
        bool hasScaled = false;
        bool allZero = true;
        bool areFinite = true;
        foreach (TensorComparison tensor in tensors)
        {
            if (!tensor.Step.ScalesWithLoss)
            {
                continue;
            }

            bool isWeights = tensor.Step.Quantity == Quantity.WeightGradient;
            ReadOnlySpan<double> ofEngine = tensor.Engine.AsSpan();
            ReadOnlySpan<double> ofOther = tensor.Other.AsSpan();
            for (int i = 0; i < ofEngine.Length; i++)
            {
                if (tensor.IsGiven(i))
                {
                    hasScaled = true;
                    hasGradients |= isWeights;
                    allZero &= ofEngine[i] == 0 && ofOther[i] == 0;
                    areFinite &= !isWeights || (double.IsFinite(ofEngine[i]) && double.IsFinite(ofOther[i]));
                    largest = isWeights && double.IsFinite(ofEngine[i]) ? Math.Max(largest, Math.Abs(ofEngine[i])) : largest;
                }
            }
        }

        FactorFit? fit = hasGradients && largest > 0 && areFinite ? Fit(tensors, convention) : null;
        string? note = hasGradients && fit is null
            ? "no factor can be fitted: " + (areFinite ? "every weight gradient is 0" : "a weight gradient is not finite")
            : CoincidenceNote(other.Loss, convention, reference.Fixture.Layout);
        return new ScaleFit(
            fit?.Factor * convention.Declared,
            fit?.StandardError * Math.Abs(convention.Declared),
            fit is { } known && IsExplained(tensors, convention, known.Factor),
            note,
            hasScaled && allZero);
    }

    /// <summary>Whether the other side's weight gradients are the stated ones times one factor, within what the comparison's rule
    /// allows.</summary>
    private static bool IsExplained(IReadOnlyList<TensorComparison> tensors, Convention convention, double factor)
    {
        double scale = Math.Max(1, Math.Abs(factor));
        foreach (TensorComparison tensor in tensors)
        {
            ReadOnlySpan<double> engine = tensor.Engine.AsSpan();
            ReadOnlySpan<double> other = tensor.Other.AsSpan();
            ReadOnlySpan<double> allowed = tensor.Allowed.AsSpan();
            for (int i = 0; tensor.Step.Quantity == Quantity.WeightGradient && i < engine.Length; i++)
            {
                double added = convention.AddedTo(tensor.Step, i);
                bool agrees = Math.Abs((factor * (engine[i] - added)) - (other[i] - added)) <= scale * allowed[i];
                if (tensor.IsGiven(i) && !agrees)
                {
                    return false;
                }
            }
        }

        return true;
    }

    /// <summary>The fit over all weight gradients, some numbers at a time.</summary>
    private static FactorFit? Fit(IReadOnlyList<TensorComparison> tensors, Convention convention)
    {
        var sums = new FactorSums();
        int longest = 0;
        foreach (TensorComparison tensor in tensors)
        {
            longest = Math.Max(longest, tensor.Step.Length);
        }

        var part = new Part(Math.Min(Together, longest));
        foreach (TensorComparison tensor in tensors)
        {
            for (int i = 0; part.Take(tensor, convention, ref i);)
            {
                sums.Measure(part.Engine, part.Sizes);
            }
        }

        foreach (TensorComparison tensor in tensors)
        {
            for (int i = 0; part.Take(tensor, convention, ref i);)
            {
                sums.Add(part.Engine, part.Other, part.Sizes);
            }
        }

        foreach (TensorComparison tensor in tensors)
        {
            for (int i = 0; part.Take(tensor, convention, ref i);)
            {
                sums.AddLeft(part.Engine, part.Other, part.Sizes);
            }
        }

        return sums.Fit;
    }

    private static string? CoincidenceNote(Loss other, Convention convention, TensorLayout layout)
    {
        if (other == convention.Stated || convention.Declared != 1)
        {
            return null;
        }

        int n = layout.Samples;
        int k = layout.Layers[^1].Units;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{ConventionText.Of(other)} and {ConventionText.Of(convention.Stated)} are different conventions; the factor "
                + $"{ConventionText.Factor(convention.Stated, other)} between their gradients is 1 only because here N = {n} and K = {k}");
    }

    /// <summary>Some numbers of a weight gradient, as the fit wants them.</summary>
    /// <param name="most">How many at a time.</param>
    private sealed class Part(int most)
    {
        private readonly double[] _engine = new double[most];
        private readonly double[] _other = new double[most];
        private readonly double[] _sizes = new double[most];
        private int _count;

        /// <summary>The engine's numbers.</summary>
        public ReadOnlySpan<double> Engine => _engine.AsSpan(0, _count);

        /// <summary>The other side's.</summary>
        public ReadOnlySpan<double> Other => _other.AsSpan(0, _count);

        /// <summary>The size of their errors.</summary>
        public ReadOnlySpan<double> Sizes => _sizes.AsSpan(0, _count);

        /// <summary>Takes the next numbers of a tensor; none of one that is no weight gradient.</summary>
        /// <param name="tensor">The tensor.</param>
        /// <param name="convention">The convention of the comparison.</param>
        /// <param name="next">The index of the first that has not been taken.</param>
        /// <returns>False if there is none.</returns>
        public bool Take(TensorComparison tensor, Convention convention, ref int next)
        {
            _count = 0;
            if (tensor.Step.Quantity != Quantity.WeightGradient)
            {
                return false;
            }

            ReadOnlySpan<double> engine = tensor.Engine.AsSpan();
            ReadOnlySpan<double> other = tensor.Other.AsSpan();
            ReadOnlySpan<double> allowed = tensor.Allowed.AsSpan();
            for (; next < engine.Length && _count < most; next++)
            {
                if (tensor.IsGiven(next))
                {
                    double size = allowed[next];
                    double added = convention.AddedTo(tensor.Step, next);
                    _engine[_count] = engine[next] - added;
                    _other[_count] = other[next] - added;
                    _sizes[_count] = size > 0 && double.IsFinite(size) ? size : Math.Abs(engine[next]);
                    _count++;
                }
            }

            return _count > 0;
        }
    }
}
