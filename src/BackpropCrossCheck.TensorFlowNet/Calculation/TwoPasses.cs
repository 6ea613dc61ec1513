namespace BackpropCrossCheck.TensorFlowNet.Calculation;

/// <summary>Checks that two passes belong to the same calculation. Deltas of another calculation than the gradients' would prove
/// nothing.</summary>
internal static class TwoPasses
{
    // Both passes run the same operations on the same numbers, and in our tests always gave the same bits. A few roundings are allowed in
    // case another build differs.
    private const double Roundings = 64;
    private const double HalfUlpOfFloat64 = 1.1102230246251565e-16;
    private const double HalfUlpOfFloat32 = 5.9604644775390625e-8;

    /// <summary>Checks that the passes agree.</summary>
    /// <param name="loss">L of the first pass.</param>
    /// <param name="gradients">The gradients of the first pass.</param>
    /// <param name="otherLoss">L of the second pass.</param>
    /// <param name="otherGradients">The gradients of the second pass.</param>
    /// <param name="isFloat64">True for float64, false for float32.</param>
    /// <exception cref="InvalidOperationException">They do not agree.</exception>
    public static void Check(
        double loss, IReadOnlyList<LayerGradient> gradients, double otherLoss, IReadOnlyList<LayerGradient> otherGradients, bool isFloat64)
    {
        double relative = Roundings * (isFloat64 ? HalfUlpOfFloat64 : HalfUlpOfFloat32);
        Check("losses", [loss], [otherLoss], relative);
        for (int i = 0; i < gradients.Count; i++)
        {
            Check($"weight gradients of layer {i + 1}", gradients[i].Weights.Values, otherGradients[i].Weights.Values, relative);
            Check($"bias gradients of layer {i + 1}", gradients[i].Bias ?? [], otherGradients[i].Bias ?? [], relative);
        }
    }

    private static void Check(string what, double[] first, double[] second, double relative)
    {
        double largest = first.Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty(0).Max();
        for (int i = 0; i < Math.Max(first.Length, second.Length); i++)
        {
            if (i >= first.Length || i >= second.Length || !Agree(first[i], second[i], relative * largest))
            {
                throw new InvalidOperationException(
                    $"the {what} of the whole model and those of its single layers are different: two calculations, not one");
            }
        }
    }

    // NaN and infinities agree only with themselves.
    private static bool Agree(double x, double y, double allowed) => x.Equals(y) || Math.Abs(x - y) <= allowed;
}
