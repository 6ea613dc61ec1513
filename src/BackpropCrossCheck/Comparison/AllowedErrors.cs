using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;
using BackpropCrossCheck.Rounding;

namespace BackpropCrossCheck.Comparison;

/// <summary>The allowed differences 4·(ρ_other + ρ_own) between two sides that calculate in floating-point formats, for every number of a
/// fixture. The own side is the engine or another result.</summary>
internal sealed class AllowedErrors
{
    private readonly Lock _lock = new();
    private readonly RoundingAnalysis _analysis;
    private readonly TrainingRounding? _training;
    private readonly FloatFormat _format;
    private readonly Lazy<ExactPreActivations> _exact;
    private readonly Lazy<TensorSet> _acrossKinks;
    private readonly Lazy<KinkBounds?> _ofUnknown;
    private readonly Lazy<TensorSet> _ofAdded;
    private readonly Dictionary<string, KinkBounds> _bounds = [];

    private AllowedErrors(
        RoundingAnalysis analysis,
        TrainingRounding? training,
        FloatFormat format,
        RoundingErrors other,
        TensorSet own,
        IReadOnlyList<UnitPosition> kinksInTraining,
        FormulaCare care = FormulaCare.Any,
        FloatFormat ownFormat = FloatFormat.Float64)
    {
        bool hasKinks = other.Kinks.Count + kinksInTraining.Count > 0;
        TensorSet? kept = hasKinks ? own : null;
        _ofAdded = new Lazy<TensorSet>(() => AddedErrors(ownFormat));
        _analysis = analysis;
        _training = training;
        _format = format;
        _exact = new Lazy<ExactPreActivations>(() => analysis.Exact(format, other.Values));
        _acrossKinks = new Lazy<TensorSet>(() => FourTimesSum(
            analysis.Errors(format, acrossKinks: true, care).Values, kept ?? throw new InvalidOperationException("There is no kink.")));
        _ofUnknown = new Lazy<KinkBounds?>(() => KinksOf(null, KinkDerivative.TensorFlow).Undecidable);
        OwnSide = FourTimesSum(other.Values, own, inPlace: !hasKinks);
        Kinks = other.Kinks;
        KinksInTraining = kinksInTraining;
    }

    /// <summary>What is allowed if every unit stays on the engine's side of its kink.</summary>
    public TensorSet OwnSide { get; }

    /// <summary>The part of <see cref="OwnSide"/> that comes from what the regularization adds.</summary>
    public TensorSet OfAdded => _ofAdded.Value;

    /// <summary>The units that are within rounding of a kink.</summary>
    public IReadOnlyList<UnitPosition> Kinks { get; }

    /// <summary>The units that come within rounding of a kink after the first training step or later.</summary>
    public IReadOnlyList<UnitPosition> KinksInTraining { get; }

    /// <summary>The outputs at the end of their logarithm's domain.</summary>
    public IReadOnlyList<UnitPosition> Saturated { get; private init; } = [];

    /// <summary>The outputs that are at the end of their logarithm's domain at any step of the training or after it.</summary>
    public IReadOnlyList<UnitPosition> SaturatedInTraining { get; private init; } = [];

    /// <summary>The allowed differences between a fixture and a format.</summary>
    /// <param name="fixture">The fixture.</param>
    /// <param name="analysis">Its rounding analysis, completed.</param>
    /// <param name="training">The analysis of its training, or null.</param>
    /// <param name="format">The other side's format.</param>
    /// <param name="ownFormat">The own side's format; the engine's is float64.</param>
    public static AllowedErrors Of(
        Fixture fixture, RoundingAnalysis analysis, TrainingRounding? training, FloatFormat format, FloatFormat ownFormat =
            FloatFormat.Float64)
    {
        RoundingErrors other = analysis.Errors(format, acrossKinks: false);
        // Without kinks and training only the sum is needed later.
        bool isSimple = other.Kinks.Count == 0 && training is null && format != ownFormat;
        RoundingErrors own = format == ownFormat ? other
            : isSimple ? analysis.ErrorsInParts(
                ownFormat, FormulaCare.Any, (step, first, rho) => AddInPlace(other.Values, step, first, rho))
            : analysis.Errors(ownFormat, acrossKinks: false);
        List<UnitPosition> saturated = Saturation.Find(
            fixture.Loss, fixture.Network, fixture.Batch, analysis.Pass, other.Values, own.Values);
        var kinksInTraining = new List<UnitPosition>();
        var saturatedInTraining = new List<UnitPosition>();
        TrainingRounding? measured = training is { HasDiverged: false } ? training : null;
        if (measured is not null)
        {
            measured.FindUndecidable(format, kinksInTraining, saturatedInTraining);
            measured.AddTo(other.Values, format);
            if (!ReferenceEquals(other, own))
            {
                measured.AddTo(own.Values, ownFormat);
            }
        }

        return new AllowedErrors(analysis, measured, format, other, own.Values, [.. kinksInTraining.Distinct()], ownFormat: ownFormat)
        {
            Saturated = saturated,
            SaturatedInTraining = [.. saturatedInTraining.Distinct()],
        };
    }

    /// <summary>The allowed differences between a fixture and a format if the other side's formulas keep their digits. Those after training
    /// are left out.</summary>
    /// <param name="analysis">The fixture's rounding analysis, completed.</param>
    /// <param name="format">The other side's format.</param>
    public static AllowedErrors OfCareful(RoundingAnalysis analysis, FloatFormat format)
    {
        RoundingErrors other = analysis.Errors(format, acrossKinks: false, FormulaCare.Careful);
        TensorSet own = analysis.Errors(FloatFormat.Float64, acrossKinks: false, FormulaCare.Careful).Values;
        return new AllowedErrors(analysis, null, format, other, own, [], FormulaCare.Careful);
    }

    /// <summary>The leeway that kinks give to a result.</summary>
    /// <param name="given">Its numbers; null if unknown.</param>
    /// <param name="derivative">The choice for the derivative exactly at a kink.</param>
    /// <remarks>If the pre-activation is exactly at the kink on both sides, no rounding is involved, and the derivative is a choice. The
    /// other side's pre-activation is known if it is given or if rounding cannot have changed it.</remarks>
    public KinkAllowance KinksOf(TensorSet? given, KinkDerivative derivative)
    {
        UnitPosition[] chosen = [.. Kinks.Where(unit => IsAtKinkOnBothSides(unit, given))];
        UnitPosition[] open = derivative == KinkDerivative.Any ? [.. Kinks] : [.. Kinks.Except(chosen)];
        return new KinkAllowance(
            [.. Kinks.Except(chosen)],
            open.Length + KinksInTraining.Count == 0 ? null : Bounds(open, throughTraining: true),
            derivative == KinkDerivative.Any && chosen.Length > 0 ? Bounds(chosen, throughTraining: false) : null);
    }

    /// <summary>The leeway that kinks give between two results, each of which may have any derivative there.</summary>
    public KinkAllowance EveryKink
        => new(Kinks, Kinks.Count + KinksInTraining.Count == 0 ? null : Bounds([.. Kinks], throughTraining: true), null);

    /// <summary>What is allowed for a number if the other side may be beyond a kink; never less than on the engine's side.</summary>
    /// <param name="step">The number's tensor.</param>
    /// <param name="index">The number's index in it.</param>
    public double AcrossKinks(Step step, int index)
        => Math.Max(OwnSide[step]?[index] ?? 0, _ofUnknown.Value?.Width(step, index) ?? 0);

    /// <summary>The part that comes from the regularization. Of the loss after training, where the two cannot be told apart, it is
    /// everything.</summary>
    private TensorSet AddedErrors(FloatFormat ownFormat)
    {
        TensorSet added = FourTimesSum(_analysis.AddedErrors(_format), _analysis.AddedErrors(ownFormat));
        if (_analysis.HasRegularization && OwnSide[OwnSide.Layout.UpdatedLoss] is { } loss)
        {
            added.Set(OwnSide.Layout.UpdatedLoss, [.. loss]);
        }

        return added;
    }

    private bool IsAtKinkOnBothSides(UnitPosition unit, TensorSet? given)
    {
        if (unit.IsLoss)
        {
            return IsAtKinkOfLossOnBothSides(unit, given);
        }

        Step step = OwnSide.Layout.PreActivation(unit.Layer);
        int index = (unit.Sample * step.Columns) + unit.Unit;
        IReadOnlyList<Kink> kinks = _analysis.KinksOf(unit.Layer);
        return Kink.IsNear(kinks, _analysis.Pass.PreActivations(unit.Layer)[index], 0)
            && Kink.IsNear(
                kinks, given?.Has(step, index) == true ? given[step]![index] : _exact.Value.Of(unit, step.Columns), distance: 0);
    }

    /// <summary>The labels are rounded on the way in, so the other side's kink is at its own label.</summary>
    private bool IsAtKinkOfLossOnBothSides(UnitPosition unit, TensorSet? given)
    {
        Step step = OwnSide.Layout.Output(unit.Layer);
        int index = (unit.Sample * step.Columns) + unit.Unit;
        double own = given?.Has(step, index) == true ? _format.Nearest(given[step]![index]) : _exact.Value.Output(index);
        return Kink.IsNear(_analysis.LossKinksAt(index, label => label), _analysis.Pass.Outputs(unit.Layer)[index], 0)
            && Kink.IsNear(_analysis.LossKinksAt(index, label => _format.Nearest(label)), own, 0);
    }

    private KinkBounds Bounds(UnitPosition[] open, bool throughTraining)
    {
        string key = $"{throughTraining} {string.Join("; ", open.AsEnumerable())}";
        lock (_lock)
        {
            if (!_bounds.TryGetValue(key, out KinkBounds? bounds))
            {
                KinkHull hull = _analysis.Hull(open);
                if (throughTraining)
                {
                    _training?.AddAcrossKinks(hull.Low, hull.High, _format, [.. Kinks.Except(open)]);
                }

                _bounds.Add(key, bounds = new KinkBounds(Widened(hull.Low, -1), Widened(hull.High, 1)));
            }

            return bounds;
        }
    }

    /// <summary>The ends of intervals, moved outwards by the possible rounding. An end that is NaN becomes infinite.</summary>
    private TensorSet Widened(TensorSet ends, int sign)
    {
        var widened = new TensorSet(ends.Layout);
        foreach (Step step in ends.Layout.Steps)
        {
            if (ends[step] is { } values)
            {
                double[] allowed = _acrossKinks.Value[step] ?? OwnSide[step]!;
                IEnumerable<double> moved = values.Zip(allowed, (end, more) => end + (sign * more));
                widened.Set(step, [.. moved.Select(end => double.IsNaN(end) ? sign * double.PositiveInfinity : end)]);
            }
        }

        return widened;
    }

    /// <summary>4·(ρ + ρ'), infinite where one is NaN.</summary>
    /// <param name="other">ρ.</param>
    /// <param name="own">ρ'.</param>
    /// <param name="inPlace">Whether ρ of the weights, which are most of all numbers, may be overwritten.</param>
    private static TensorSet FourTimesSum(TensorSet other, TensorSet own, bool inPlace = false)
    {
        var sum = new TensorSet(other.Layout);
        foreach (Step step in other.Layout.Steps)
        {
            if (inPlace && step.IsWeights && other[step] is { } sums && own[step] is null)
            {
                sum.Set(step, sums);
            }
            else if (other[step] is { } x && own[step] is { } y)
            {
                double[] allowed = inPlace && step.IsWeights ? x : new double[x.Length];
                FourTimesSum(x, y, allowed);
                sum.Set(step, allowed);
            }
        }

        return sum;
    }

    private static void FourTimesSum(ReadOnlySpan<double> other, ReadOnlySpan<double> own, Span<double> sum)
    {
        for (int i = 0; i < sum.Length; i++)
        {
            double rho = other[i] + own[i];
            sum[i] = double.IsNaN(rho) ? double.PositiveInfinity : 4 * rho;
        }
    }

    /// <summary>Makes ρ of a part of the weights what is allowed there.</summary>
    private static void AddInPlace(TensorSet other, Step step, int first, ReadOnlySpan<double> own)
    {
        Span<double> part = other[step].AsSpan(first, own.Length);
        FourTimesSum(part, own, part);
    }
}
