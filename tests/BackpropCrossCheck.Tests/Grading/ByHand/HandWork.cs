using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Judging;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Tests.Grading.ByHand;

/// <summary>An exercise and a calculation of it by hand.</summary>
/// <param name="Seed">Which.</param>
/// <param name="Reference">The engine's side.</param>
/// <param name="Style">How it was calculated.</param>
/// <param name="Numbers">The numbers that were written down.</param>
internal sealed record HandWork(int Seed, Reference Reference, HandStyle Style, Dictionary<(int Step, int Index), decimal> Numbers)
{
    /// <summary>The convention in which the numbers are stated.</summary>
    public required Loss Stated { get; init; }

    private Fixture Fixture => Reference.Fixture;

    /// <summary>The fixture as the person calculates it.</summary>
    private Fixture Calculated => Fixture with { Loss = Stated };

    /// <summary>An exercise with its calculation; null if the cross-entropy of rounded outputs is undefined.</summary>
    public static HandWork? Of(int seed) => Of(seed, HandExercise.Create(seed), stated: null);

    /// <summary>The same of every activation, loss and convention; null if a rounded output has no logarithm, or no place for it.</summary>
    public static HandWork? OfAnyKind(int seed)
    {
        Fixture fixture = BroadExercise.Create(seed);
        return Of(seed, fixture, BroadExercise.Stated(fixture, seed));
    }

    private static HandWork? Of(int seed, Fixture fixture, Loss? stated)
    {
        HandStyle style = HandExercise.Style(seed);
        try
        {
            var work = new HandWork(seed, Planted.Reference(fixture), style, []) { Stated = stated ?? fixture.Loss };
            return work with { Numbers = HandCalculator.Calculate(work.Calculated, style) };
        }
        catch (Exception fault) when (fault is ArithmeticException or UndefinedLossException)
        {
            return null;
        }
    }

    /// <summary>The same with one number changed and everything after it calculated from that; null if that is undefined.</summary>
    public HandWork? With((int Step, int Index) place, decimal value)
    {
        try
        {
            return this with { Numbers = HandCalculator.Calculate(Calculated, Style, new() { [place] = value }) };
        }
        catch (ArithmeticException)
        {
            return null;
        }
    }

    /// <summary>Grades all of it.</summary>
    public ResultComparison Grade() => ResultComparer.Compare(Reference, HandExercise.Answer(Calculated, Style, Numbers));

    /// <summary>Grades it with one number changed, and nothing after it.</summary>
    public ResultComparison Grade((int Step, int Index) place, decimal value)
        => ResultComparer.Compare(
            Reference, HandExercise.Answer(Calculated, Style, new Dictionary<(int Step, int Index), decimal>(Numbers) { [place] = value }));

    /// <summary>Grades some of its tensors.</summary>
    public ResultComparison GradePart()
    {
        var random = new Random(Seed);
        return ResultComparer.Compare(Reference, HandExercise.Answer(Calculated, Style, Numbers, _ => random.Next(2) == 0));
    }

    /// <summary>Describes the first number that a comparison calls wrong; null if there is none.</summary>
    public string? Fault(ResultComparison comparison) => comparison.FirstWrong is { } first
        ? $"{this}: {comparison.Discrepancies} wrong, the first {Name(first.Step)} {first.Index}: {first.Other}, should be "
            + $"{first.FromOwnNumbers}"
        : null;

    /// <summary>Describes a wrong number that the comparison does not name first; null if it does.</summary>
    public string? Missed((int Step, int Index) place, decimal value, ResultComparison comparison)
        => comparison.FirstWrong is { } first && (first.Step.Index, first.Index) == place
            ? null
            : $"{this}: {value} at {NameOf(place)} is not called wrong, "
                + $"{comparison.Intermediates}; first {Fault(comparison)}";

    /// <summary>Describes a slip that is not named first, or beside which something else is called wrong; null if all is well.</summary>
    public string? NotTheOnlyOne((int Step, int Index) place, decimal value, ResultComparison comparison)
        => Missed(place, value, comparison) ?? (comparison.Discrepancies == 1 ? null
            : $"{this}: {value} for {Numbers[place]} at {NameOf(place)}: {comparison.Discrepancies} wrong, the second "
                + string.Join("; ", comparison.AllNumbers().Where(number => number.Status == GradeStatus.Wrong).Skip(1).Take(1).Select(
                    number => $"{Name(number.Step)} {number.Index}: {number.Other}, should be {number.FromOwnNumbers}")));

    /// <summary>A place, and a number that nobody could get there. It is one unit of the last digit beyond the true number, rounded or cut
    /// off, and beyond the results of every style, from the start or from the person's own earlier numbers.</summary>
    public ((int Step, int Index) Place, decimal Value) Beyond()
    {
        var random = new Random(Seed);
        (int Step, int Index) place = Numbers.Keys.ElementAt(random.Next(Numbers.Count));
        (decimal least, decimal most, decimal unit) = Possible(place);
        return (place, random.Next(2) == 0 ? most + unit : least - unit);
    }

    /// <summary>A place, and a slip of the pen there that no way of calculating gives; null where twenty slips are none.</summary>
    public ((int Step, int Index) Place, decimal Value)? Slip()
    {
        var random = new Random(13 * Seed);
        for (int trial = 0; trial < 20; trial++)
        {
            (int Step, int Index) place = Numbers.Keys.ElementAt(random.Next(Numbers.Count));
            decimal value = WrittenSlip.Of(random, Numbers[place]);
            (decimal least, decimal most, decimal unit) = Possible(place);
            if (unit > 0 && (value <= least - unit || value >= most + unit))
            {
                return (place, value);
            }
        }

        return null;
    }

    /// <summary>The smallest and the largest number that some way of calculating gives, and the unit of their last digit.</summary>
    private (decimal Least, decimal Most, decimal Unit) Possible((int Step, int Index) place)
    {
        Step step = Fixture.Layout.Steps.First(step => step.Index == place.Step);
        decimal truth = (decimal)(Reference.Numbers[step]![place.Index]
            * (step.ScalesWithLoss ? Fixture.Loss.FactorTo(Stated, Fixture.Batch.Samples, Fixture.Network.Outputs) : 1));
        decimal[] all =
        [
            Numbers[place],
            .. HandStyle.Modes.Select(mode => (Style with { Mode = mode }).Written(truth)),
            .. Styles().SelectMany(style => Results(style, place)),
        ];
        return (all.Min(), all.Max(), all.Max(Style.Unit));
    }

    public override string ToString()
        => $"exercise {Seed} ({string.Join(", ", Fixture.Network.Layers.Select(layer => layer.Activation.Name))}; {Stated}), {Style}";

    /// <summary>Every number with ten digits more than were asked for, and what follows at each place from the person's own earlier
    /// numbers, as exactly.</summary>
    public (Dictionary<(int Step, int Index), decimal> True, Dictionary<(int Step, int Index), decimal> FromOwn) Exact()
    {
        var exact = new HandStyle(
            Style.Digits + 10, Style.Significant, MidpointRounding.ToEven, HandGrain.Written, FromOutputs: false);
        var fromOwn = new Dictionary<(int Step, int Index), decimal>();
        _ = HandCalculator.Calculate(Calculated, exact, Numbers, fromOwn);
        return (HandCalculator.Calculate(Calculated, exact), fromOwn);
    }

    private string NameOf((int Step, int Index) place)
        => FormattableString.Invariant($"{Name(Fixture.Layout.Steps.First(step => step.Index == place.Step))} {place.Index}");

    private static string Name(Step step) => FormattableString.Invariant($"{step.Quantity.Name} of layer {step.Layer + 1}");

    private IEnumerable<HandStyle> Styles()
        => from mode in HandStyle.Modes
           from grain in Enum.GetValues<HandGrain>()
           from fromOutputs in (bool[])[false, true]
           select Style with { Mode = mode, Grain = grain, FromOutputs = fromOutputs };

    private decimal[] Results(HandStyle style, (int Step, int Index) place)
    {
        try
        {
            var own = new Dictionary<(int Step, int Index), decimal>();
            _ = HandCalculator.Calculate(Calculated, style, Numbers, own);
            return [own[place], HandCalculator.Calculate(Calculated, style)[place]];
        }
        catch (ArithmeticException)
        {
            return [];
        }
    }
}
