using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Documents;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;
using static System.FormattableString;

namespace BackpropCrossCheck.Teaching;

/// <summary>An exercise sheet and its answer key. The sheet shows the network, its numbers, and a blank for every result in the order of
/// the calculation.</summary>
internal static class Worksheet
{
    /// <summary>The exercise sheet.</summary>
    /// <param name="fixture">The exercise.</param>
    /// <param name="decimals">How many decimals results are rounded to.</param>
    /// <exception cref="UndefinedLossException">The loss is not defined for one of the outputs.</exception>
    public static Document Exercise(Fixture fixture, int decimals)
        => Of(
            fixture,
            $"Exercise: {fixture.Name}",
            $"Calculate every number, in this order, and round each to {DecimalsOf(decimals)} before you use it further.",
            decimals,
            hasBlanks: true);

    /// <summary>What of a fixture is asked. Nobody calculates several steps of gradient descent by hand, so they are left out.</summary>
    /// <param name="fixture">The fixture.</param>
    public static Fixture Asked(Fixture fixture)
        => fixture.Training is null or { Steps: 1, IsPlain: true } ? fixture : fixture with { Training = null };

    /// <summary>The answer keys of several exercises in one document.</summary>
    /// <param name="title">Its title.</param>
    /// <param name="exercises">The exercises.</param>
    /// <param name="decimals">How many decimals results are rounded to.</param>
    /// <exception cref="UndefinedLossException">The loss is not defined for one of the outputs.</exception>
    public static Document Answers(string title, IReadOnlyList<Fixture> exercises, int decimals)
        => new(title, [.. exercises.SelectMany(exercise => Answers(exercise, decimals).Blocks
            .Select(block => block is Block.Heading heading ? heading with { Level = heading.Level + 1 } : block)
            .Prepend(new Block.Heading(2, exercise.Name)))]);

    /// <summary>The answer key.</summary>
    /// <param name="fixture">The exercise.</param>
    /// <param name="decimals">How many decimals results are rounded to.</param>
    /// <exception cref="UndefinedLossException">The loss is not defined for one of the outputs.</exception>
    public static Document Answers(Fixture fixture, int decimals)
        => Of(
            fixture,
            $"Answers: {fixture.Name}",
            $"Every result is rounded to {DecimalsOf(decimals)} before it is used further. If you round later, you may get another last "
                + "digit; backprop-check grade tells which of these are right.",
            decimals,
            hasBlanks: false);

    private static Document Of(Fixture fixture, string title, string task, int decimals, bool hasBlanks)
    {
        Fixture exercise = Asked(fixture);
        var context = new TraceContext(
            TracedCalculation.Of(exercise, exercise.Loss, new TraceOptions(decimals, decimals)), Cut.For(exercise), hasBlanks);
        Block?[] blocks =
        [
            hasBlanks ? new Block.Fields(["Name", "Points"]) : null,
            new Block.Paragraph($"{WorkedTrace.SizeOf(exercise)}, {ConventionText.Of(exercise.Loss)}. {task}"),
            exercise.TrainsBySamples ? new Block.Paragraph($"{WorkedTrace.BySamples}.")
                : LeftOut(fixture) is { } left ? new Block.Paragraph(left)
                : null,
            context.Cut.Notice(exercise) is { } notice ? new Block.Paragraph(notice) : null,
            new Block.Drawing(NetworkOf.Drawing(Drawn(context))),
            new Block.Heading(2, "Given"),
            .. GivenNumbers.Of(context),
            .. exercise.TrainsBySamples
                ? SampleUpdates.Of(context).Concat(WorkedTrace.Updated(context))
                : WorkedTrace.Sections(context),
            .. hasBlanks ? [] : Hidden(exercise, decimals),
        ];
        return new Document(title, [.. blocks.OfType<Block>()]);
    }

    /// <summary>The calculation whose numbers are in the drawing: that of the first update, if they are worked out one by one.</summary>
    private static TraceContext Drawn(TraceContext context)
        => context.HasBlanks || !context.State.Fixture.TrainsBySamples ? context
            : context.Of(SampleUpdates.Calculations(context.State.Fixture, context.Calculation.Options, samples: 1)[0]);

    /// <summary>What the exercise does not ask for; null if it asks for everything.</summary>
    private static string? LeftOut(Fixture fixture) => fixture.Training switch
    {
        null or { Steps: 1, IsPlain: true } => null,
        { Steps: > 1 } training when fixture.TrainsBySamples
            => Invariant($"The {training.Steps} passes of the fixture, with an update after every sample, are left out."),
        { Steps: > 1 } training => Invariant($"The {training.Steps} steps of gradient descent of the fixture are left out."),
        var training => (fixture.TrainsBySamples ? "The updates of the fixture, one after every sample" : "The update of the fixture")
            + $", by {training.Rule.Name}, {(fixture.TrainsBySamples ? "are" : "is")} left out.",
    };

    private static IEnumerable<Block> Hidden(Fixture exercise, int decimals)
    {
        IReadOnlyList<string> mistakes = HiddenMistakes.Of(exercise, decimals);
        return mistakes.Count == 0 ? [] :
        [
            new Block.Heading(2, "Mistakes that these numbers do not show"),
            new Block.Paragraph($"With {DecimalsOf(decimals)}, all numbers come out right although:"),
            .. mistakes.Select(mistake => new Block.Paragraph($"{mistake}."))
        ];
    }

    private static string DecimalsOf(int decimals) => ReportWords.Of(new NumberPrecision.Decimals(decimals));
}
