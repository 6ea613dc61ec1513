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

    /// <summary>How many times the deviation of a number may be what it would be in proportion to its disturbance.</summary>
    private const double Proportion = 4;

    /// <summary>The share of the largest parameter of a tensor below which deviations may be those of double precision.</summary>
    private static readonly double Resolution = Math.ScaleB(1, -40);

    private readonly double[][] _squares = Like(final);
    private readonly double[][] _first = Like(final);
    private readonly bool[][] _jumps = Array.ConvertAll(final, tensor => new bool[tensor.Length]);
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

    /// <summary>Ends a group of repetitions. Nothing is known before the first group has ended, that of the whole disturbance.</summary>
    /// <param name="scale">The part of the whole disturbance.</param>
    /// <param name="isPart">Whether the group is disturbed as the first one is but for the scale, so that its deviations should be in
    /// proportion.</param>
    public void EndGroup(double scale, bool isPart)
    {
        LossError = Math.Max(LossError, Math.Sqrt(_lossSquares / _repetitions));
        for (int tensor = 0; tensor < final.Length; tensor++)
        {
            double smallest = Resolution * final[tensor].Max(Math.Abs);
            for (int i = 0; i < final[tensor].Length; i++)
            {
                double error = Math.Sqrt(_squares[tensor][i] / _repetitions);
                _errors[tensor][i] = Math.Max(_errors[tensor][i], error);
                _first[tensor][i] = scale == 1 ? error : _first[tensor][i];
                _jumps[tensor][i] |= isPart && error > smallest && error > Proportion * scale * _first[tensor][i];
            }

            Array.Clear(_squares[tensor]);
        }

        _lossSquares = 0;
        _repetitions = 0;
    }

    /// <summary>The errors of a tensor; NaN if a repetition overflowed the format.</summary>
    /// <param name="tensor">The index of the tensor.</param>
    /// <remarks>A number that is not moved in proportion to the disturbance jumps, and few repetitions may have made it jump. So its error
    /// is at least the root mean square of the errors of all numbers of the tensor that jump.</remarks>
    public double[] Errors(int tensor)
    {
        double[] errors = [.. _errors[tensor]];
        bool[] jumps = _jumps[tensor];
        double[] jumping = [.. errors.Where((error, i) => jumps[i] && double.IsFinite(error))];
        double mean = jumping.Length == 0 ? 0 : Math.Sqrt(jumping.Average(error => error * error));
        return [.. errors.Select((error, i) => jumps[i] ? Math.Max(error, mean) : error)];
    }

    /// <summary>The lowest deviations of a tensor; at most 0.</summary>
    /// <param name="tensor">The index of the tensor.</param>
    public double[] Lowest(int tensor) => _lowest[tensor];

    /// <summary>The highest deviations of a tensor; at least 0.</summary>
    /// <param name="tensor">The index of the tensor.</param>
    public double[] Highest(int tensor) => _highest[tensor];

    private static double[][] Like(double[][] tensors) => Array.ConvertAll(tensors, tensor => new double[tensor.Length]);
}
