using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Engine.Losses;

namespace BackpropCrossCheck.Engine.Tests;

/// <summary>Softmax and the cross-entropies from pre-activations, against true values: saturated, soft, non-normalised and
/// extreme.</summary>
public sealed class FusedCrossEntropyTest
{
    private const double UnitRoundoff = 1.0 / (1L << 53);

    [Test]
    public void Softmax_References_AgreeRelatively()
        => Assert.That(Categorical.Where(reference => !SoftmaxAgrees(reference, Softmax(reference.Logits))), Is.Empty);

    [Test]
    public void Softmax_WithoutTheShift_IsRejected()
        => Assert.That(Categorical.Where(reference => !SoftmaxAgrees(reference, Unshifted(reference.Logits))), Is.Not.Empty);

    [Test]
    public void Loss_References_AgreeRelatively()
        => Assert.That(ReferenceTable.Losses.Where(reference => !LossAgrees(reference, Run(reference).LossValue)), Is.Empty);

    [Test]
    public void Loss_FromOutputs_IsRejected()
        => Assert.That(ReferenceTable.Losses.Where(reference => !LossAgrees(reference, FromOutputs(reference))), Is.Not.Empty);

    [Test]
    public void Deltas_References_AgreeRelatively()
        => Assert.That(ReferenceTable.Losses.Where(reference => !DeltasAgree(reference, Run(reference).Deltas(0))), Is.Empty);

    [Test]
    public void Deltas_AsOutputMinusLabel_AreRejectedWhereTheOutputSaturates()
        => Assert.That(ReferenceTable.Losses.Where(reference => !DeltasAgree(reference, OutputMinusLabel(reference))), Is.Not.Empty);

    private static IEnumerable<ReferenceLoss> Categorical => ReferenceTable.Losses.Where(reference => reference.Kind == "categorical");

    private static Loss LossOf(ReferenceLoss reference)
        => new(reference.Kind == "binary" ? new BinaryCrossEntropy() : new CategoricalCrossEntropy(), Reduction.Sum);

    private static double[] Unshifted(double[] logits) => [.. logits.Select(a => Math.Exp(a) / logits.Sum(Math.Exp))];

    private static double FromOutputs(ReferenceLoss reference)
        => LossFunction.FromOutputs(LossOf(reference), Run(reference).Outputs(0), reference.Labels, reference.Labels.Length);

    private static double[] OutputMinusLabel(ReferenceLoss reference)
        => [.. reference.Outputs.Zip(reference.Labels, (y, t) => (y * LabelSum(reference)) - t)];

    private static double LabelSum(ReferenceLoss reference) => reference.Kind == "binary" ? 1 : reference.Labels.Sum();

    /// <summary>A layer whose only weights are the logits, and whose only input is 1: a = W·1 is exact.</summary>
    private static Backpropagation Run(ReferenceLoss reference)
    {
        ActivationKind last = reference.Kind == "binary" ? ActivationKind.Sigmoid : ActivationKind.Softmax;
        var layer = new Layer(1, reference.Logits.Length, reference.Logits, null, Activation.Of(last));
        var run = new Backpropagation(new Network([layer]), new Batch(1, [1], reference.Labels), LossOf(reference));
        run.Run();
        return run;
    }

    private static double[] Softmax(double[] logits)
    {
        double[] outputs = new double[logits.Length];
        new Softmax().Apply(logits, outputs, logits.Length);
        return outputs;
    }

    /// <summary>Roundings of p: 4 u of each exponential, K u of their sum, u of the quotient; half a neighbour where p is
    /// subnormal.</summary>
    private static bool SoftmaxAgrees(ReferenceLoss reference, double[] outputs)
    {
        double relative = (reference.Logits.Length + 9) * UnitRoundoff;
        return outputs.Zip(reference.Outputs, (p, y) => Math.Abs(p - y) <= (relative * y) + double.Epsilon).All(agrees => agrees);
    }

    /// <summary>No term of either loss is negative for labels in [0, 1], so the relative error is that of one term: 8 u of softplus or of
    /// ln Σ, 2 u of the product, and K u of each sum.</summary>
    private static bool LossAgrees(ReferenceLoss reference, double loss)
        => Math.Abs(loss - reference.Loss) <= ((2 * reference.Logits.Length) + 10) * UnitRoundoff * reference.Loss;

    /// <summary>Relative to the two terms that are subtracted: each has the error of a softmax, (K + 9) u, and of a sum of K and two
    /// operations; subnormal ones are rounded K times to the next neighbour.</summary>
    private static bool DeltasAgree(ReferenceLoss reference, ReadOnlySpan<double> deltas)
    {
        bool agree = true;
        int k = reference.Logits.Length;
        for (int i = 0; i < k; i++)
        {
            agree &= Math.Abs(deltas[i] - reference.Deltas[i]) <= (((2 * k) + 11) * UnitRoundoff * reference.Scales[i])
                + (k * double.Epsilon);
        }

        return agree;
    }
}
