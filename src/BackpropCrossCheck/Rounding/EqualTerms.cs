using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Engine.Numerics;

namespace BackpropCrossCheck.Rounding;

/// <summary>What equal terms add to ρ of a layer's sums: a = Wz with one sum per unit, or s = Wᵀδ with one sum per input. They add nothing
/// if no two terms are equal.</summary>
/// <param name="layer">The layer.</param>
/// <param name="backward">True for s = Wᵀδ.</param>
internal sealed class EqualTerms(Layer layer, bool backward)
{
    private readonly int _terms = backward ? layer.Units : layer.Inputs;
    private readonly double[] _weightShares = Unknown(backward ? layer.Inputs : layer.Units);
    private int[][] _groups = [];
    private double[] _row = [];
    private double _share;

    /// <summary>Adds the terms of one sample.</summary>
    /// <param name="groupedBy">Units with equal values here make the same error: z forward, a backward. Empty where none has any.</param>
    /// <param name="factors">The factors of the weights: z forward, δ backward.</param>
    public void OfSample(ReadOnlySpan<double> groupedBy, ReadOnlySpan<double> factors)
    {
        _groups = groupedBy.IsEmpty ? [] : EqualNumbers.Groups(groupedBy, zeros: backward);
        _share = EqualNumbers.Share(factors.ToArray());
    }

    /// <summary>⊕ over the groups of |Σ w·ρ|, with the signs of the weights.</summary>
    /// <param name="sum">The index of the sum: the unit forward, the input backward.</param>
    /// <param name="rho">ρ of the terms' factors.</param>
    public double Inherited(int sum, ReadOnlySpan<double> rho)
    {
        double all = 0;
        foreach (int[] group in _groups)
        {
            double common = 0;
            foreach (int term in group)
            {
                common += Weight(sum, term) * rho[term];
            }

            all = Quadrature.Of(all, common, 0);
        }

        return all;
    }

    /// <summary>¼·M·θ: a sequential sum of M equal terms rounds in the same direction each time. θ is the share of the sum's weights that
    /// equal another one, times the same share of its factors.</summary>
    /// <param name="sum">The index of the sum.</param>
    public double Roundings(int sum) => _share == 0 ? 0 : 0.25 * _terms * _share * WeightShare(sum);

    private static double[] Unknown(int length)
    {
        double[] unknown = new double[length];
        Array.Fill(unknown, -1);
        return unknown;
    }

    private double WeightShare(int sum)
    {
        if (_weightShares[sum] < 0)
        {
            // One for all sums: a large layer has as many numbers as the file.
            _row = _row.Length == 0 ? new double[_terms] : _row;
            for (int term = 0; term < _terms; term++)
            {
                _row[term] = Weight(sum, term);
            }

            _weightShares[sum] = EqualNumbers.Share(_row);
        }

        return _weightShares[sum];
    }

    private double Weight(int sum, int term) => layer.Weights[backward ? (term * layer.Inputs) + sum : (sum * layer.Inputs) + term];
}
