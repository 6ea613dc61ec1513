using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Diagnosis.Mistakes;

/// <summary>Another regularization than the fixture's.</summary>
internal sealed class OtherRegularization : Mistake
{
    /// <inheritdoc/>
    public override string Cause => "other-regularization";

    /// <inheritdoc/>
    public override string Sentence
        => "another regularization is added than the fixture's: ½λ·Σw² for λ·Σw² or the other way round, with the biases or without them, "
            + "or divided by the number of samples";

    /// <inheritdoc/>
    public override string Advice
        => "Keras adds l2·Σw², whose derivative is 2·l2·w; a weight decay of λ·w in the gradient is the derivative of ½λ·Σw².";

    /// <inheritdoc/>
    public override string Signs
        => "δ are right; the weight gradients are off by the same multiple of the weights, which the fixture's regularization explains.";

    /// <inheritdoc/>
    public override IEnumerable<Suspicion> SuspicionsIn(Evidence evidence)
    {
        Regularization declared = evidence.Fixture.Regularization;
        foreach (Regularization other in declared.IsNone ? [] : Others(declared, evidence.Fixture.Batch.Samples).Distinct())
        {
            yield return Found(other, other, (Quantity.Loss, -1));
            yield return Found(declared, other, (Quantity.WeightGradient, evidence.Layers - 1));
        }
    }

    /// <inheritdoc/>
    public override string TextOf(Suspicion suspicion, Evidence evidence)
    {
        Regularization declared = evidence.Fixture.Regularization;
        Regularization other = suspicion.Steps.RegularizationOf(evidence.Correct);
        string half = other.Half == declared.Half ? string.Empty : other.Half ? "½λ·Σw² stands for λ·Σw²" : "λ·Σw² stands for ½λ·Σw²";
        string biases = other.Biases == declared.Biases ? string.Empty
            : other.Biases ? "the biases are regularized too" : "the biases are left out";
        string divided = other.L2 == declared.L2 && other.L1 == declared.L1 ? string.Empty : "it is divided by the number of samples";
        string what = string.Join(" and ", new[] { half, biases, divided }.Where(part => part.Length > 0));
        string where = suspicion.First.Quantity == Quantity.Loss ? string.Empty : " in the gradients, while the loss value is as declared";
        return $"These numbers come out when {what} in the regularization{where}. {Advice}";
    }

    /// <summary>What is added in place of the declared regularization, the simplest first.</summary>
    private static IEnumerable<Regularization> Others(Regularization declared, int samples)
    {
        Regularization divided = declared with { L2 = declared.L2 / samples, L1 = declared.L1 / samples };
        foreach (Regularization strength in samples > 1 ? new[] { declared, divided } : [declared])
        {
            foreach (bool half in declared.L2 > 0 ? new[] { declared.Half, !declared.Half } : [declared.Half])
            {
                foreach (bool biases in new[] { declared.Biases, !declared.Biases })
                {
                    Regularization other = strength with { Half = half, Biases = biases };
                    if (other != declared)
                    {
                        yield return other;
                    }
                }
            }
        }
    }

    private Suspicion Found(Regularization ofValue, Regularization ofGradients, (Quantity Quantity, int Layer) first) => new()
    {
        Mistake = this,
        Steps = new RegularizedOtherwise(ofValue, ofGradients),
        First = first,
    };
}
