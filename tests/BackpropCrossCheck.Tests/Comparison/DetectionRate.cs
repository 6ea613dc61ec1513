using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Judging;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Tests.Comparison;

/// <summary>How many defects of 0.1 % in one weight gradient are seen, tensor by tensor, and how many torch.testing's fixed rule for
/// float32 would see.</summary>
internal sealed class DetectionRate
{
    private double _seen;
    private double _seenByFixedRule;
    private int _tensors;

    /// <summary>The share of defects seen in a tensor, averaged over the tensors.</summary>
    public double Share => _seen / _tensors;

    /// <summary>The same share for the rule |x − y| ≤ 1e-5 + 1.3e-6·|y|.</summary>
    public double ShareOfFixedRule => _seenByFixedRule / _tensors;

    /// <summary>Numbers that differ without any defect.</summary>
    public int FalseAlarms { get; private set; }

    /// <summary>Plants a defect in every weight gradient that is not 0, in its turn.</summary>
    public void Count(Reference reference, IndependentResult right)
    {
        FalseAlarms += ResultComparer.Compare(reference, right).Discrepancies;
        foreach (Step step in right.Numbers.Layout.Steps.Where(step => step.Quantity == Quantity.WeightGradient))
        {
            // A verdict depends on one number of the other side and on the largest one; 0.1 % more of that changes no verdict here, so one
            // comparison does for all.
            TensorSet wrong = Planted.Changed(
                right.Numbers, (at, values) => at == step ? Array.ConvertAll(values, x => x * 1.001) : values);
            TensorComparison tensor = ResultComparer.Judge(reference, right with { Numbers = wrong })
                .Numbers.Tensors.Single(tensor => tensor.Step == step);
            int[] planted = [.. Enumerable.Range(0, step.Length).Where(i => tensor.Other[i] != 0)];
            if (planted.Length > 0)
            {
                _seen += (double)planted.Count(i => tensor.Verdicts[i] == NumberVerdict.Differs) / planted.Length;
                _seenByFixedRule += (double)planted.Count(
                    i => tensor.Difference(i) > 1e-5 + (1.3e-6 * Math.Abs(tensor.Other[i]))) / planted.Length;
                _tensors++;
            }
        }
    }

    public override string ToString()
        => FormattableString.Invariant(
            $"{_tensors} tensors: {Share:P2} of 0.1 % defects seen, by the fixed rule {ShareOfFixedRule:P2}; {FalseAlarms} false alarms");
}
