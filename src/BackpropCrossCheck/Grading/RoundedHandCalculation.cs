using BackpropCrossCheck.Calculation;
using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Grading;

/// <summary>A hand calculation in which every intermediate result is rounded or cut off: its results, from the start and from the person's
/// own numbers.</summary>
/// <remarks>People round to different extents: only what they write down, or h' too, or h' and ∂L/∂z, or each product before it is summed.
/// One number of digits, one way and one extent apply to a whole entry. Someone who calculates with fewer digits than requested may still
/// state the final results with all of them.</remarks>
internal sealed class RoundedHandCalculation
{
    /// <summary>Two rounded numbers are the same if they differ by less than this share of a unit of the last digit.</summary>
    private const double Same = 1e-6;

    private static readonly (RoundedSteps Steps, bool Products)[] Grains =
    [
        (RoundedSteps.Written, false),
        (RoundedSteps.Written | RoundedSteps.Derivatives, false),
        (RoundedSteps.All, false),
        (RoundedSteps.All, true),
    ];

    private readonly TensorSet _given;
    private readonly NumberRounding _stated;
    private readonly bool _trains;
    private readonly TensorSet[] _fromTheStart;
    private readonly TensorSet[] _fromOwnNumbers;

    /// <summary>Whether final results are stated with all requested digits or with as few as the calculation has. One of the two applies to
    /// a whole entry.</summary>
    private readonly bool _statesResultsInFull;

    private RoundedHandCalculation(Fixture fixture, IndependentResult hand, NumberRounding rounding, RoundedSteps steps, bool products)
    {
        Rounding = rounding;
        _given = hand.Numbers;
        _trains = fixture.Training is not null;
        _stated = rounding with { Precision = hand.Precision };
        var nothing = new TensorSet(fixture.Layout);
        HandSteps[] ways = [.. ((bool[])[false, true]).Select(fromOutputs => new HandSteps(fromOutputs, products ? rounding : null))];
        HandRoundedForm[] forms = [.. HandRoundedForm.Ways(rounding, fixture, steps)];
        _fromTheStart = [.. Calculated(nothing)];
        _fromOwnNumbers = [.. Calculated(hand.Numbers)];

        IEnumerable<TensorSet> Calculated(TensorSet from)
            => ways.SelectMany(way => forms.Select(form => FollowedForm.Of(fixture, hand.Loss, from, way, form).Calculated));
    }

    private RoundedHandCalculation(RoundedHandCalculation other, bool statesResultsInFull)
    {
        Rounding = other.Rounding;
        _given = other._given;
        _trains = other._trains;
        _stated = other._stated;
        _fromTheStart = other._fromTheStart;
        _fromOwnNumbers = other._fromOwnNumbers;
        _statesResultsInFull = statesResultsInFull;
    }

    /// <summary>To how many digits, and in which way.</summary>
    public NumberRounding Rounding { get; }

    /// <summary>Looks for the rounding that explains the most numbers that would otherwise be wrong; null if none explains any. It must
    /// contradict fewer of the other numbers than it explains of these. If it has fewer digits than requested, it must contradict none: the
    /// fewer the digits, the more wrong numbers they would excuse.</summary>
    /// <param name="fixture">The fixture.</param>
    /// <param name="hand">The calculation.</param>
    /// <param name="right">The numbers that are right without it.</param>
    /// <param name="wrong">The numbers that are wrong without it.</param>
    public static RoundedHandCalculation? Find(
        Fixture fixture,
        IndependentResult hand,
        IReadOnlyCollection<(Step Step, int Index)> right,
        IReadOnlyCollection<(Step Step, int Index)> wrong)
    {
        RoundedHandCalculation? best = null;
        (int Explained, int Kept) most = default;
        foreach (RoundedHandCalculation candidate in Candidates(fixture, hand))
        {
            int explained = wrong.Count(number => candidate.Explains(number.Step, number.Index));
            if (explained == 0 || explained < most.Explained || (candidate.HasFewerDigits && !candidate.IsShownBy(wrong)))
            {
                continue;
            }

            int kept = right.Count(number => candidate.Explains(number.Step, number.Index));
            int contradicted = right.Count(number => IsEvidence(number.Step) && !candidate.Explains(number.Step, number.Index));
            if (contradicted < (candidate.HasFewerDigits ? 1 : explained) && (explained, kept).CompareTo(most) > 0)
            {
                (best, most) = (candidate, (explained, kept));
            }
        }

        return best;
    }

    /// <summary>Whether a given number is the result if everything is rounded from the start.</summary>
    /// <param name="step">The step.</param>
    /// <param name="index">The row-major index in the step's tensor.</param>
    public bool Gives(Step step, int index) => IsAmong(_fromTheStart, step, index);

    /// <summary>Whether a given number is the result from the person's own earlier numbers if everything else is rounded.</summary>
    /// <param name="step">The step.</param>
    /// <param name="index">The row-major index in the step's tensor.</param>
    public bool Follows(Step step, int index) => IsAmong(_fromOwnNumbers, step, index);

    /// <summary>No entry states the results between the new parameters and their loss, so it is unknown whether those were
    /// rounded.</summary>
    private static bool IsEvidence(Step step) => step.Quantity != Quantity.UpdatedLoss;

    private bool HasFewerDigits => Rounding != _stated;

    /// <summary>Whether a number that it explains has digits: zeros come out of too many calculations.</summary>
    private bool IsShownBy(IReadOnlyCollection<(Step Step, int Index)> wrong)
        => wrong.Any(number => _given[number.Step]![number.Index] != 0 && Explains(number.Step, number.Index));

    private bool Explains(Step step, int index) => Gives(step, index) || Follows(step, index);

    private bool IsAmong(TensorSet[] sets, Step step, int index)
    {
        double given = _given[step]![index];
        double same = Same * Digits.Unit(_stated.Precision.For(step.Quantity), given);
        bool isLast = !step.Quantity.IsIntermediate && !(step.IsGradient && _trains);
        NumberRounding written = (isLast && _statesResultsInFull ? _stated : Rounding).For(step.Quantity);
        return sets.Any(set => set[step] is { } values && Math.Abs(written.Of(values[index]) - given) <= same);
    }

    /// <summary>From the entry's digits to fewer; rounding before cutting off; from the coarsest extent to the finest.</summary>
    private static IEnumerable<RoundedHandCalculation> Candidates(Fixture fixture, IndependentResult hand)
    {
        foreach (NumberPrecision precision in DigitsUpTo(hand.Precision))
        {
            foreach (RoundingWay way in Enum.GetValues<RoundingWay>())
            {
                foreach ((RoundedSteps steps, bool products) in Grains)
                {
                    var candidate = new RoundedHandCalculation(fixture, hand, new NumberRounding(precision, way), steps, products);
                    yield return candidate;
                    if (candidate.HasFewerDigits)
                    {
                        yield return new RoundedHandCalculation(candidate, statesResultsInFull: true);
                    }
                }
            }
        }
    }

    /// <summary>The entry's digits and fewer, but at least one: nobody calculates with whole numbers only unless that was
    /// requested.</summary>
    private static IEnumerable<NumberPrecision> DigitsUpTo(NumberPrecision precision) => precision switch
    {
        NumberPrecision.Decimals decimals =>
            Enumerable.Range(0, Math.Max(1, decimals.Count)).Select(fewer => new NumberPrecision.Decimals(decimals.Count - fewer)),
        NumberPrecision.Significant significant =>
            Enumerable.Range(0, significant.Count).Select(fewer => new NumberPrecision.Significant(significant.Count - fewer)),
        NumberPrecision.ByQuantity several => DigitsUpTo(several.General).Select(fewer => AtMost(several, fewer)),
        _ => [],
    };

    /// <summary>The digits of an entry whose digits depend on the quantity, reduced by as many as those of its default are. One digit
    /// stays.</summary>
    private static NumberPrecision AtMost(NumberPrecision.ByQuantity several, NumberPrecision reduced)
    {
        int fewer = Count(several.General) - Count(reduced);
        return reduced.Except([.. several.Others.Select(other => (other.Field, other.Precision switch
        {
            NumberPrecision.Decimals { Count: 0 } none => none,
            NumberPrecision.Decimals decimals => new NumberPrecision.Decimals(Math.Max(1, decimals.Count - fewer)),
            NumberPrecision.Significant significant => new NumberPrecision.Significant(Math.Max(1, significant.Count - fewer)),
            _ => other.Precision,
        }))]);

        static int Count(NumberPrecision precision) => precision switch
        {
            NumberPrecision.Decimals decimals => decimals.Count,
            NumberPrecision.Significant significant => significant.Count,
            _ => 0,
        };
    }
}
