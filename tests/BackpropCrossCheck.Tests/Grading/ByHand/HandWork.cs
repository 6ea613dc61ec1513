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
    private Fixture Fixture => Reference.Fixture;

    /// <summary>An exercise with its calculation; null if the cross-entropy of rounded outputs is undefined.</summary>
    public static HandWork? Of(int seed)
    {
        Fixture fixture = HandExercise.Create(seed);
        HandStyle style = HandExercise.Style(seed);
        try
        {
            return new HandWork(seed, Planted.Reference(fixture), style, HandCalculator.Calculate(fixture, style));
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
            return this with { Numbers = HandCalculator.Calculate(Fixture, Style, new() { [place] = value }) };
        }
        catch (ArithmeticException)
        {
            return null;
        }
    }

    /// <summary>Grades all of it.</summary>
    public ResultComparison Grade() => ResultComparer.Compare(Reference, HandExercise.Answer(Fixture, Style, Numbers));

    /// <summary>Grades it with one number changed, and nothing after it.</summary>
    public ResultComparison Grade((int Step, int Index) place, decimal value)
        => ResultComparer.Compare(
            Reference, HandExercise.Answer(Fixture, Style, new Dictionary<(int Step, int Index), decimal>(Numbers) { [place] = value }));

    /// <summary>Grades some of its tensors.</summary>
    public ResultComparison GradePart()
    {
        var random = new Random(Seed);
        return ResultComparer.Compare(Reference, HandExercise.Answer(Fixture, Style, Numbers, _ => random.Next(2) == 0));
    }

    /// <summary>Describes the first number that a comparison calls wrong; null if there is none.</summary>
    public string? Fault(ResultComparison comparison) => comparison.FirstWrong is { } first
        ? $"{this}: {comparison.Discrepancies} wrong, the first {first.Step} {first.Index}: {first.Other}, should be {first.FromOwnNumbers}"
        : null;

    /// <summary>Describes a wrong number that the comparison does not name first; null if it does.</summary>
    public string? Missed((int Step, int Index) place, decimal value, ResultComparison comparison)
        => comparison.FirstWrong is { } first && (first.Step.Index, first.Index) == place
            ? null
            : $"{this}: {value} at {Fixture.Layout.Steps.First(step => step.Index == place.Step)} {place.Index} is not called wrong, "
                + $"{comparison.Intermediates}; first {Fault(comparison)}";

    /// <summary>A place, and a number that nobody could get there. It is one unit of the last digit beyond the true number, rounded or cut
    /// off, and beyond the results of every style, from the start or from the person's own earlier numbers.</summary>
    public ((int Step, int Index) Place, decimal Value) Beyond()
    {
        var random = new Random(Seed);
        (int Step, int Index) place = Numbers.Keys.ElementAt(random.Next(Numbers.Count));
        Step step = Fixture.Layout.Steps.First(step => step.Index == place.Step);
        decimal truth = (decimal)Reference.Numbers[step]![place.Index];
        decimal[] all =
        [
            Numbers[place],
            .. HandStyle.Modes.Select(mode => (Style with { Mode = mode }).Written(truth)),
            .. Styles().SelectMany(style => Results(style, place)),
        ];
        decimal unit = all.Max(Style.Unit);
        return (place, random.Next(2) == 0 ? all.Max() + unit : all.Min() - unit);
    }

    public override string ToString() => $"exercise {Seed}, {Style}";

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
            _ = HandCalculator.Calculate(Fixture, style, Numbers, own);
            return [own[place], HandCalculator.Calculate(Fixture, style)[place]];
        }
        catch (ArithmeticException)
        {
            return [];
        }
    }
}
