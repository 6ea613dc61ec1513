namespace BackpropCrossCheck.Rounding;

/// <summary>How far repetitions of a training end from the undisturbed one.</summary>
/// <param name="final">The parameters of the undisturbed training, tensor by tensor.</param>
/// <param name="finalLoss">Its loss.</param>
internal sealed class TrainingDeviations(double[][] final, double finalLoss)
{
    private readonly double[][] _squares = Like(final);
    private readonly double[][] _lowest = Like(final);
    private readonly double[][] _highest = Like(final);
    private double _lossSquares;
    private int _repetitions;

    /// <summary>The root mean square of the losses' deviations; NaN if a repetition has no loss.</summary>
    public double LossRootMeanSquare => Math.Sqrt(_lossSquares / _repetitions);

    /// <summary>Adds a repetition.</summary>
    /// <param name="parameters">Its parameters at the end.</param>
    /// <param name="loss">Its loss at the end.</param>
    public void Add(double[][] parameters, double loss)
    {
        _repetitions++;
        _lossSquares += (loss - finalLoss) * (loss - finalLoss);
        for (int tensor = 0; tensor < final.Length; tensor++)
        {
            for (int i = 0; i < final[tensor].Length; i++)
            {
                double deviation = parameters[tensor][i] - final[tensor][i];
                _squares[tensor][i] += deviation * deviation;
                _lowest[tensor][i] = Math.Min(_lowest[tensor][i], deviation);
                _highest[tensor][i] = Math.Max(_highest[tensor][i], deviation);
            }
        }
    }

    /// <summary>The root mean squares of a tensor's deviations; NaN if a repetition overflowed the format.</summary>
    /// <param name="tensor">The index of the tensor.</param>
    public double[] RootMeanSquares(int tensor) => Array.ConvertAll(_squares[tensor], sum => Math.Sqrt(sum / _repetitions));

    /// <summary>The lowest deviations of a tensor; at most 0.</summary>
    /// <param name="tensor">The index of the tensor.</param>
    public double[] Lowest(int tensor) => _lowest[tensor];

    /// <summary>The highest deviations of a tensor; at least 0.</summary>
    /// <param name="tensor">The index of the tensor.</param>
    public double[] Highest(int tensor) => _highest[tensor];

    private static double[][] Like(double[][] tensors) => Array.ConvertAll(tensors, tensor => new double[tensor.Length]);
}
