using BackpropCrossCheck.Protocol;
using MathNet.Numerics.Differentiation;

namespace BackpropCrossCheck.Oracles.FiniteDifferences;

/// <summary>The derivatives of the loss by the pre-activation of one unit in every sample, by central differences of 9 and 7 points
/// (MathNet.Numerics) with two steps.</summary>
/// <remarks>Each sample has its own steps: the smaller moves no later pre-activation by more than 1/64. The error is the distance of the
/// two formulas, the distance of the two steps and what rounding adds. Steps 16 times smaller follow where a point lies on another smooth
/// piece of the loss, or where rounding is not yet the larger part of the error.</remarks>
/// <param name="moves">The forward pass.</param>
/// <param name="samples">N.</param>
internal sealed class UnitDifferences(IUnitMoves moves, int samples)
{
    private const double CoefficientError = 1e-14;
    private const int Rounds = 6;
    private const int ExponentOfStep = -8;
    private const int ExponentOfRound = -4;
    private const double SmallMovement = 1.0 / (1 << 20);

    /// <summary>The distances of the points, in smaller steps: the first four are those of the smaller step, twice the first, second,
    /// third and fourth those of the larger one.</summary>
    private static readonly int[] Multiples = [1, 2, 3, 4, 6, 8];
    private static readonly int[] OfSmaller = [0, 1, 2, 3];
    private static readonly int[] OfLarger = [1, 3, 4, 5];
    private static readonly double[] Nine = Coefficients(9);
    private static readonly double[] Seven = Coefficients(7);

    private readonly double[] _reaches = new double[samples];
    private readonly UnitMove[] _moves = new UnitMove[samples * 2 * Multiples.Length];
    private readonly double[] _changes = new double[samples * 2 * Multiples.Length];
    private readonly int[] _open = new int[samples];

    /// <summary>How many multiplications it has taken so far.</summary>
    public long Multiplications { get; private set; }

    /// <summary>The derivatives by a unit's pre-activation.</summary>
    /// <param name="layer">The layer, from 0.</param>
    /// <param name="unit">The unit, from 0.</param>
    /// <param name="estimates">One for each sample; overwritten.</param>
    public void Of(int layer, int unit, Span<DerivativeEstimate> estimates)
    {
        for (int n = 0; n < samples; n++)
        {
            _moves[n] = new UnitMove(n, unit, SmallMovement);
            _open[n] = n;
        }

        moves.Reaches(layer, _moves.AsSpan(0, samples), _reaches);
        Multiplications += samples * moves.CostOf(layer);
        estimates.Fill(new DerivativeEstimate(0, double.PositiveInfinity));
        int open = samples;
        for (int round = 0; round < Rounds && open > 0; round++)
        {
            open = Round(layer, unit, round, open, estimates);
        }
    }

    /// <summary>Improves the estimates of the samples that are open.</summary>
    /// <returns>How many stay open.</returns>
    private int Round(int layer, int unit, int round, int open, Span<DerivativeEstimate> estimates)
    {
        int points = 2 * Multiples.Length;
        for (int i = 0; i < open; i++)
        {
            double h = StepOf(_open[i], round);
            for (int p = 0; p < Multiples.Length; p++)
            {
                _moves[(i * points) + (2 * p)] = new UnitMove(_open[i], unit, Multiples[p] * h);
                _moves[(i * points) + (2 * p) + 1] = new UnitMove(_open[i], unit, -Multiples[p] * h);
            }
        }

        moves.Changes(layer, _moves.AsSpan(0, open * points), _changes);
        Multiplications += open * points * moves.CostOf(layer);
        int left = 0;
        for (int i = 0; i < open; i++)
        {
            int sample = _open[i];
            if (!IsDone(_changes.AsSpan(i * points, points), StepOf(sample, round), moves.NoiseOf(sample), ref estimates[sample]))
            {
                _open[left++] = sample;
            }
        }

        return left;
    }

    // A power of two, so that multiples of it are exact. A reach that is not finite leaves nothing finite.
    private double StepOf(int sample, int round) => double.IsFinite(_reaches[sample])
        ? Math.ScaleB(1, ExponentOfStep + (round * ExponentOfRound) - Math.ILogB(_reaches[sample]))
        : double.NaN;

    /// <summary>Takes the better of the two steps, if it is better than the estimate so far.</summary>
    /// <returns>Whether smaller steps cannot help any more.</returns>
    private static bool IsDone(ReadOnlySpan<double> changes, double h, double noise, ref DerivativeEstimate best)
    {
        (double smaller, double ofSmaller) = Difference(changes, OfSmaller, h);
        (double larger, double ofLarger) = Difference(changes, OfLarger, 2 * h);
        double apart = Math.Abs(smaller - larger);
        double rounding = noise / h;
        double errorOfSmaller = ofSmaller + apart + rounding + (CoefficientError * Math.Abs(smaller));
        double errorOfLarger = ofLarger + apart + (rounding / 2) + (CoefficientError * Math.Abs(larger));
        if (!double.IsFinite(errorOfSmaller) || !double.IsFinite(errorOfLarger))
        {
            // A point is beyond a kink, or not finite.
            return false;
        }

        DerivativeEstimate found = errorOfLarger < errorOfSmaller
            ? new DerivativeEstimate(larger, errorOfLarger)
            : new DerivativeEstimate(smaller, errorOfSmaller);
        bool isWorse = found.Error >= best.Error;
        best = isWorse ? best : found;
        return isWorse || ofSmaller + apart <= rounding;
    }

    /// <summary>The difference of 9 points, and its distance from that of 7.</summary>
    private static (double Value, double Apart) Difference(ReadOnlySpan<double> changes, int[] points, double h)
    {
        double nine = 0;
        double seven = 0;
        for (int p = 0; p < points.Length; p++)
        {
            double between = changes[2 * points[p]] - changes[(2 * points[p]) + 1];
            nine += Nine[p] * between;
            seven += p < Seven.Length ? Seven[p] * between : 0;
        }

        return (nine / h, Math.Abs(nine - seven) / h);
    }

    /// <summary>The coefficients of the points above 0; below, they have the opposite sign.</summary>
    private static double[] Coefficients(int points)
    {
        int centre = points / 2;
        return new FiniteDifferenceCoefficients(points).GetCoefficients(centre, 1)[(centre + 1)..];
    }
}
