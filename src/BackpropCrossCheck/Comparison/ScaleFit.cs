using System.Globalization;
using System.Runtime.InteropServices;
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
            for (int i = 0; i < tensor.Step.Length; i++)
            {
                if (tensor.IsGiven(i))
                {
                    hasScaled = true;
                    hasGradients |= isWeights;
                    allZero &= tensor.Engine[i] == 0 && tensor.Other[i] == 0;
                    areFinite &= !isWeights || (double.IsFinite(tensor.Engine[i]) && double.IsFinite(tensor.Other[i]));
                    largest = isWeights && double.IsFinite(tensor.Engine[i]) ? Math.Max(largest, Math.Abs(tensor.Engine[i])) : largest;
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
            for (int i = 0; tensor.Step.Quantity == Quantity.WeightGradient && i < tensor.Step.Length; i++)
            {
                double added = convention.AddedTo(tensor.Step, i);
                bool agrees = Math.Abs((factor * (tensor.Engine[i] - added)) - (tensor.Other[i] - added)) <= scale * tensor.Allowed[i];
                if (tensor.IsGiven(i) && !agrees)
                {
                    return false;
                }
            }
        }

        return true;
    }

    private static FactorFit? Fit(IReadOnlyList<TensorComparison> tensors, Convention convention)
    {
        int most = 0;
        foreach (TensorComparison tensor in tensors)
        {
            most += tensor.Step.Quantity == Quantity.WeightGradient ? tensor.Step.Length : 0;
        }

        var engine = new List<double>(most);
        var other = new List<double>(most);
        var sizes = new List<double>(most);
        foreach (TensorComparison tensor in tensors)
        {
            for (int i = 0; tensor.Step.Quantity == Quantity.WeightGradient && i < tensor.Step.Length; i++)
            {
                if (tensor.IsGiven(i))
                {
                    double allowed = tensor.Allowed[i];
                    double added = convention.AddedTo(tensor.Step, i);
                    engine.Add(tensor.Engine[i] - added);
                    other.Add(tensor.Other[i] - added);
                    sizes.Add(allowed > 0 && double.IsFinite(allowed) ? allowed : Math.Abs(tensor.Engine[i]));
                }
            }
        }

        return FactorFit.Of(CollectionsMarshal.AsSpan(engine), CollectionsMarshal.AsSpan(other), CollectionsMarshal.AsSpan(sizes));
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
}
