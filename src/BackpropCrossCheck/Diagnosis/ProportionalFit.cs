using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Diagnosis;

/// <summary>Fits one parameter on which the gradients depend linearly, by least squares over all weights. Each number is weighted by its
/// possible rounding.</summary>
internal static class ProportionalFit
{
    /// <summary>p in y = x + p·d, where y are the other side's gradients, and x and d follow from the right ones.</summary>
    /// <param name="evidence">The numbers to be explained.</param>
    /// <param name="start">Calculates x of a tensor from its weights or biases and the right gradients.</param>
    /// <param name="direction">Calculates d of a tensor from the same.</param>
    /// <param name="isFactor">True if d is the gradient, so that its rounding is multiplied by p; false if x is.</param>
    /// <param name="also">Whether bias gradients are used as well as weight gradients, and whether deltas are used if neither is
    /// given.</param>
    /// <returns>p; null if fewer than two numbers depend on it.</returns>
    public static double? OfGradients(
        Evidence evidence,
        Func<double[], double[], double[]> start,
        Func<double[], double[], double[]> direction,
        bool isFactor,
        (bool Bias, bool Deltas) also)
    {
        TensorComparison[] used = Of(evidence, Quantity.WeightGradient);
        used = also.Bias ? [.. used, .. Of(evidence, Quantity.BiasGradient)] : used;
        used = used.Length > 0 || !also.Deltas ? used : Of(evidence, Quantity.Delta);
        double? first = Fit(evidence, used, start, direction, 1);
        return first is { } p && isFactor ? Fit(evidence, used, start, direction, Math.Abs(p)) : first;
    }

    /// <summary>The factor between the other side's numbers of one tensor and ours; null if fewer than two numbers show it.</summary>
    /// <param name="evidence">The numbers to be explained.</param>
    /// <param name="tensor">The tensor.</param>
    public static double? OfTensor(Evidence evidence, TensorComparison tensor)
    {
        double[] Zeros(double[] parameters, double[] right) => new double[right.Length];
        double[] Right(double[] parameters, double[] right) => right;
        return Fit(evidence, [tensor], Zeros, Right, 1) is { } first ? Fit(evidence, [tensor], Zeros, Right, Math.Abs(first)) : null;
    }

    private static double? Fit(
        Evidence evidence,
        TensorComparison[] used,
        Func<double[], double[], double[]> start,
        Func<double[], double[], double[]> direction,
        double rounding)
    {
        double yd = 0;
        double dd = 0;
        int equations = 0;
        var interval = new FeasibleInterval();
        foreach (TensorComparison tensor in used)
        {
            double[] right = evidence.CorrectNumbers(tensor)!;
            double[] given = evidence.Given(tensor);
            double[] parameters = Parameters(evidence.Fixture.Network.Layers[tensor.Step.Layer], tensor.Step);
            double[] x = start(parameters, right);
            double[] d = direction(parameters, right);
            for (int i = 0; i < right.Length; i++)
            {
                double uncertain = evidence.Uncertainty(tensor, i, x[i], rounding);
                if (Evidence.Counts(tensor, i) && d[i] != 0 && uncertain > 0)
                {
                    double share = d[i] / uncertain;
                    yd += share * ((given[i] - x[i]) / uncertain);
                    dd += share * share;
                    equations++;
                    interval.Add(given[i] - x[i], d[i], uncertain);
                }
            }
        }

        double? fitted = equations > 1 && double.IsFinite(yd / dd) && yd != 0 ? yd / dd : null;
        return fitted is not null && evidence.Other.Format is null ? interval.Middle ?? fitted : fitted;
    }

    private static TensorComparison[] Of(Evidence evidence, Quantity quantity)
        => [.. evidence.Tensors.Where(tensor => tensor.Step.Quantity == quantity)];

    private static double[] Parameters(Layer layer, Step step)
        => step.IsWeights ? layer.Weights.ToArray() : step.IsBias ? layer.CopyBias()! : [];
}
