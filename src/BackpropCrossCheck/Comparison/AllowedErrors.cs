using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;
using BackpropCrossCheck.Rounding;

namespace BackpropCrossCheck.Comparison;

/// <summary>What is allowed between two sides that calculate in formats, 4·(ρ_other + ρ_own), for every number of a fixture; own is the engine, or another result.</summary>
internal sealed class AllowedErrors
{
    private AllowedErrors(TensorSet ownSide, TensorSet acrossKinks, IReadOnlyList<UnitPosition> kinks, IReadOnlyList<UnitPosition> saturated)
    {
        OwnSide = ownSide;
        AcrossKinks = acrossKinks;
        Kinks = kinks;
        Saturated = saturated;
    }

    /// <summary>What is allowed when every unit stays on the engine's side of its kink.</summary>
    public TensorSet OwnSide { get; }

    /// <summary>What is allowed when the other side may be beyond a kink that is within rounding; the same object where there is none.</summary>
    public TensorSet AcrossKinks { get; }

    /// <summary>The units within rounding of a kink.</summary>
    public IReadOnlyList<UnitPosition> Kinks { get; }

    /// <summary>The units within rounding of a kink at some step of the training or after it.</summary>
    public IReadOnlyList<UnitPosition> KinksInTraining { get; private init; } = [];

    /// <summary>The outputs at the end of their logarithm.</summary>
    public IReadOnlyList<UnitPosition> Saturated { get; }

    /// <summary>The outputs at the end of their logarithm at some step of the training or after it.</summary>
    public IReadOnlyList<UnitPosition> SaturatedInTraining { get; private init; } = [];

    /// <summary>What is allowed for a fixture against a format.</summary>
    /// <param name="fixture">The fixture.</param>
    /// <param name="analysis">Its rounding analysis, calculated.</param>
    /// <param name="training">Its training, or null.</param>
    /// <param name="format">The other side's format.</param>
    /// <param name="ownFormat">The own side's format; the engine's is float64.</param>
    public static AllowedErrors Of(
        Fixture fixture, RoundingAnalysis analysis, TrainingRounding? training, FloatFormat format, FloatFormat ownFormat = FloatFormat.Float64)
    {
        RoundingErrors other = analysis.Errors(format, acrossKinks: false);
        RoundingErrors own = format == ownFormat ? other : analysis.Errors(ownFormat, acrossKinks: false);
        List<UnitPosition> saturated = Saturation.Find(fixture.Loss, fixture.Network, fixture.Batch, analysis.Pass, other.Values, own.Values);
        var kinksInTraining = new List<UnitPosition>();
        var saturatedInTraining = new List<UnitPosition>();
        bool trains = training is { HasDiverged: false };
        if (trains)
        {
            training!.FindUndecidable(format, kinksInTraining, saturatedInTraining);
            training.AddTo(other.Values, format, acrossKinks: false);
            if (!ReferenceEquals(other, own))
            {
                training.AddTo(own.Values, ownFormat, acrossKinks: false);
            }
        }

        TensorSet ownSide = FourTimesSum(other.Values, own.Values);
        TensorSet acrossKinks = ownSide;
        if (other.Kinks.Count + kinksInTraining.Count > 0)
        {
            TensorSet beyond = analysis.Errors(format, acrossKinks: true).Values;
            if (trains)
            {
                training!.AddTo(beyond, format, acrossKinks: true);
            }

            acrossKinks = FourTimesSum(beyond, own.Values);
        }

        return new AllowedErrors(ownSide, acrossKinks, other.Kinks, saturated)
        {
            KinksInTraining = [.. kinksInTraining.Distinct()],
            SaturatedInTraining = [.. saturatedInTraining.Distinct()],
        };
    }

    private static TensorSet FourTimesSum(TensorSet other, TensorSet own)
    {
        var sum = new TensorSet(other.Layout);
        foreach (TensorSlot slot in other.Layout.Slots)
        {
            if (other[slot] is { } x && own[slot] is { } y)
            {
                double[] allowed = new double[x.Length];
                for (int i = 0; i < allowed.Length; i++)
                {
                    double rho = x[i] + y[i];
                    allowed[i] = double.IsNaN(rho) ? double.PositiveInfinity : 4 * rho;
                }

                sum.Set(slot, allowed);
            }
        }

        return sum;
    }
}
