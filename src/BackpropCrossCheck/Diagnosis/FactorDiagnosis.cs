using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Numbers;
using BackpropCrossCheck.Reports;

namespace BackpropCrossCheck.Diagnosis;

/// <summary>Finds out whether one factor makes every gradient right: another convention of the same loss, or a factor that no convention has.</summary>
internal static class FactorDiagnosis
{
    private static readonly Loss[] Conventions =
        [.. from kind in Enum.GetValues<LossKind>() from reduction in Enum.GetValues<Reduction>() select new Loss(kind, reduction)];

    /// <summary>The findings; empty where no one factor explains the gradients.</summary>
    public static IReadOnlyList<Finding> Find(
        Reference reference, IndependentResult other, Convention convention, List<TensorComparison> tensors, ScaleFit scale)
    {
        TensorComparison[] gradients = [.. tensors.Where(tensor => tensor.Slot.Quantity == Quantity.Gradient)];
        if (scale.Fitted is not { } fitted || fitted == 0 || !gradients.Any(tensor => tensor.Verdicts.Contains(NumberVerdict.Differs)))
        {
            return [];
        }

        TensorLayout layout = reference.Fixture.Layout;
        int outputs = layout.Layers[^1].Units;
        Loss[] explaining = [.. Conventions.Where(candidate => candidate.IsSameFamily(convention.Stated)
            && Explains(convention.Stated.FactorTo(candidate, layout.Samples, outputs), convention, gradients))];
        if (explaining.Length > 0)
        {
            double factor = convention.Stated.FactorTo(explaining[0], layout.Samples, outputs) / convention.Declared;
            return [new Finding("loss-convention", null, factor, Share(tensors), ConventionSentence(other, explaining, factor))];
        }

        return Explains(fitted, convention, gradients)
            ? [new Finding("uniform-factor", null, fitted / convention.Declared, Share(tensors), FormattableString.Invariant(
                $"Every gradient is {fitted / convention.Declared:G6} times ours, a factor that no convention of this loss has (a clipped norm, for example)."))]
            : [];
    }

    /// <summary>Whether the engine's gradients times a factor are the other side's, within what is allowed.</summary>
    private static bool Explains(double factor, Convention convention, TensorComparison[] gradients)
    {
        double ratio = factor / convention.Declared;
        return gradients.All(tensor => Enumerable.Range(0, tensor.Slot.Length).All(i => !tensor.IsGiven(i)
            || Math.Abs((tensor.Engine[i] * ratio) - tensor.Other[i]) <= tensor.Allowed[i] * Math.Max(1, Math.Abs(ratio))));
    }

    private static double Share(List<TensorComparison> tensors)
    {
        int all = tensors.Sum(tensor => tensor.Verdicts.Count(verdict => verdict == NumberVerdict.Differs));
        int scaled = tensors.Where(tensor => tensor.Slot.ScalesWithLoss).Sum(tensor => tensor.Verdicts.Count(verdict => verdict == NumberVerdict.Differs));
        return (double)scaled / all;
    }

    private static string ConventionSentence(IndependentResult other, Loss[] explaining, double factor)
    {
        string conventions = string.Join(" or ", explaining.Select(ConventionText.Of));
        string mend = other.Kind == ResultKind.Oracle
            ? "The oracle was asked for the declared convention and answered in another."
            : "State the entry's loss as that, or correct its numbers.";
        return FormattableString.Invariant(
            $"Every gradient is {factor:G6} times ours: the numbers are those of {conventions}, declared is {ConventionText.Of(other.Loss)}. {mend}");
    }
}
