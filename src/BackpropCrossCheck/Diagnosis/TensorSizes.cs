using BackpropCrossCheck.Comparison;

namespace BackpropCrossCheck.Diagnosis;

/// <summary>The largest magnitudes of a tensor that is to be explained.</summary>
/// <param name="Given">That of the other side's numbers, as it stated them.</param>
/// <param name="Right">That of the right numbers.</param>
internal readonly record struct TensorSizes(double Given, double Right)
{
    /// <summary>The magnitudes of each tensor, by the index of its step.</summary>
    /// <param name="evidence">The numbers to be explained.</param>
    public static TensorSizes[] Of(Evidence evidence)
    {
        var sizes = new TensorSizes[evidence.Fixture.Layout.Capacity];
        foreach (TensorComparison tensor in evidence.Tensors)
        {
            sizes[tensor.Step.Index] = new TensorSizes(Largest(evidence.Given(tensor)), Largest(evidence.CorrectNumbers(tensor)!));
        }

        return sizes;
    }

    /// <summary>The largest magnitude of several numbers. NaN is passed over; NaN if there is nothing else.</summary>
    /// <param name="numbers">The numbers.</param>
    public static double Largest(ReadOnlySpan<double> numbers)
    {
        double largest = double.NaN;
        foreach (double number in numbers)
        {
            double size = Math.Abs(number);
            largest = size <= largest || double.IsNaN(size) ? largest : size;
        }

        return largest;
    }
}
