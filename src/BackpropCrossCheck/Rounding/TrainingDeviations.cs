namespace BackpropCrossCheck.Rounding;

/// <summary>How far repetitions of a training end from the undisturbed one.</summary>
/// <remarks>Repetitions that were disturbed by the same part of ρ are a group. The error of a number is the root mean square of its
/// deviations in the group in which it is largest, and at least a third of its largest deviation: one repetition in 32 that ends elsewhere
/// hardly shows in a mean, but where it ends another program may end too.</remarks>
/// <param name="final">The parameters of the undisturbed training, tensor by tensor.</param>
/// <param name="finalLoss">Its loss.</param>
internal sealed class TrainingDeviations(double[][] final, double finalLoss)
{
    /// <summary>The part of the largest deviation that counts: in a normal distribution it is hardly ever more than three root mean
    /// squares.</summary>
    private const double Share = 1.0 / 3;

    private readonly double[][] _squares = Like(final);
    private readonly double[][] _errors = Like(final);
    private readonly double[][] _lowest = Like(final);
    private readonly double[][] _highest = Like(final);
    private double _lossSquares;
    private int _repetitions;

    /// <summary>The error of the loss; NaN if a repetition has no loss.</summary>
    public double LossError { get; private set; }

    /// <summary>Adds a repetition.</summary>
    /// <param name="parameters">Its parameters at the end.</param>
    /// <param name="loss">Its loss at the end.</param>
    public void Add(double[][] parameters, double loss)
    {
        _repetitions++;
        _lossSquares += (loss - finalLoss) * (loss - finalLoss);
        LossError = Math.Max(LossError, Share * Math.Abs(loss - finalLoss));
        for (int tensor = 0; tensor < final.Length; tensor++)
        {
            for (int i = 0; i < final[tensor].Length; i++)
            {
                double deviation = parameters[tensor][i] - final[tensor][i];
                _squares[tensor][i] += deviation * deviation;
                _errors[tensor][i] = Math.Max(_errors[tensor][i], Share * Math.Abs(deviation));
                _lowest[tensor][i] = Math.Min(_lowest[tensor][i], deviation);
                _highest[tensor][i] = Math.Max(_highest[tensor][i], deviation);
            }
        }
    }

    /// <summary>Ends a group of repetitions. Nothing is known before the first group has ended.</summary>
    public void EndGroup()
    {
        LossError = Math.Max(LossError, Math.Sqrt(_lossSquares / _repetitions));
        for (int tensor = 0; tensor < final.Length; tensor++)
        {
            for (int i = 0; i < final[tensor].Length; i++)
            {
                _errors[tensor][i] = Math.Max(_errors[tensor][i], Math.Sqrt(_squares[tensor][i] / _repetitions));
            }

            Array.Clear(_squares[tensor]);
        }

        _lossSquares = 0;
        _repetitions = 0;
    }

    /// <summary>The errors of a tensor; NaN if a repetition overflowed the format.</summary>
    /// <param name="tensor">The index of the tensor.</param>
    public double[] Errors(int tensor) => [.. _errors[tensor]];

    /// <summary>The lowest deviations of a tensor; at most 0.</summary>
    /// <param name="tensor">The index of the tensor.</param>
    public double[] Lowest(int tensor) => _lowest[tensor];

    /// <summary>The highest deviations of a tensor; at least 0.</summary>
    /// <param name="tensor">The index of the tensor.</param>
    public double[] Highest(int tensor) => _highest[tensor];

    private static double[][] Like(double[][] tensors) => Array.ConvertAll(tensors, tensor => new double[tensor.Length]);
}
