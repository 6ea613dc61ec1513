using BackpropCrossCheck.Documents;
using BackpropCrossCheck.Documents.Text;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;
using BackpropCrossCheck.Teaching;
using static System.FormattableString;

namespace BackpropCrossCheck.Exports;

/// <summary>An exercise as questions for a learning platform. A number is accepted within half a unit of its last digit, and nothing
/// more.</summary>
/// <param name="Name">The name of the exercise.</param>
/// <param name="Text">The task with everything that is given, as lines of text.</param>
/// <param name="Tolerance">Half a unit of the last digit, as it is written.</param>
/// <param name="Questions">The questions, in the order of the calculation.</param>
internal sealed record ExerciseQuestions(string Name, string Text, string Tolerance, IReadOnlyList<ExerciseQuestion> Questions)
{
    /// <summary>Learners read a few of these; more would not help.</summary>
    private const int MostWrong = 8;

    /// <summary>The questions of an exercise; null if it is too large to show everything that is given.</summary>
    /// <param name="fixture">The exercise.</param>
    /// <param name="decimals">How many decimals results are rounded to.</param>
    /// <exception cref="UndefinedLossException">The loss is not defined for one of the outputs.</exception>
    public static ExerciseQuestions? Of(Fixture fixture, int decimals)
    {
        Fixture exercise = Worksheet.Asked(fixture);
        var cut = Cut.For(exercise);
        if (cut.Notice(exercise) is not null)
        {
            return null;
        }

        var context = new TraceContext(
            TracedCalculation.Of(exercise, exercise.Loss, new TraceOptions(decimals, decimals)), cut, HasBlanks: true);
        string task = Invariant($"Calculate every number, in this order, and round each to {decimals} ")
            + $"{(decimals == 1 ? "decimal" : "decimals")} before you use it further.";
        var document = new Document(
            exercise.Name,
            [
                new Block.Paragraph($"{WorkedTrace.SizeOf(exercise)}, {ConventionText.Of(exercise.Loss)}. {task}"),
                .. GivenNumbers.Of(context),
                .. exercise.Training is { } training ? [new Block.Equations([UpdateSection.Rule(training)])] : Array.Empty<Block>(),
                .. exercise.TrainsBySamples ? [new Block.Paragraph($"{WorkedTrace.BySamples}.")] : Array.Empty<Block>(),
            ]);
        return new ExerciseQuestions(
            exercise.Name,
            new TextDocumentFormat().Of(document),
            Written(Digits.Unit(new NumberPrecision.Decimals(decimals), 1) / 2, decimals + 1),
            [.. exercise.TrainsBySamples ? BySamples(context, decimals) : QuestionsAbout(context.Calculation, string.Empty, decimals)]);
    }

    /// <summary>The questions about each update with one sample, and about the loss after the last.</summary>
    private static IEnumerable<ExerciseQuestion> BySamples(TraceContext context, int decimals)
    {
        IEnumerable<ExerciseQuestion> updates = SampleUpdates
            .Calculations(context.State.Fixture, context.Calculation.Options, context.State.Samples)
            .SelectMany((update, n) => QuestionsAbout(update, Invariant($"Sample {n + 1} alone: "), decimals));
        TracedCalculation after = SampleUpdates.After(context);
        var last = new ExerciseQuestion(
            Label(context.State.Fixture.Layout.UpdatedLoss, 0, withSample: true),
            Written(after.Numbers[after.State.Fixture.Layout.Loss]![0], decimals),
            []);
        return updates.Append(last);
    }

    /// <summary>The questions about a calculation; the loss after an update with one sample is not asked for.</summary>
    private static IEnumerable<ExerciseQuestion> QuestionsAbout(TracedCalculation calculation, string of, int decimals)
    {
        Fixture exercise = calculation.State.Fixture;
        IReadOnlyList<LikelyMistake> mistakes = LikelyMistakes.Of(exercise, LikelyMistakes.Right(exercise, decimals), decimals);
        return
        [
            .. AnswerSheet.Asked(exercise)
                .Where(step => of.Length == 0 || step.Quantity != Quantity.UpdatedLoss)
                .SelectMany(step => Enumerable.Range(0, step.Length).Select(i => Question(
                    of + Label(step, i, withSample: of.Length == 0), step, i, calculation.Numbers[step]![i], mistakes, decimals))),
        ];
    }

    private static ExerciseQuestion Question(
        string label, Step step, int index, double right, IReadOnlyList<LikelyMistake> mistakes, int decimals)
    {
        double unit = Digits.Unit(new NumberPrecision.Decimals(decimals), 1);
        var known = new List<double> { right };
        var wrong = new List<(string, string)>();
        foreach (LikelyMistake mistake in mistakes)
        {
            foreach (TensorSet results in mistake.Results)
            {
                if (wrong.Count < MostWrong && results[step]?[index] is { } value && double.IsFinite(value)
                    && known.TrueForAll(other => Math.Abs(value - other) > 1.5 * unit))
                {
                    known.Add(value);
                    wrong.Add((Written(value, decimals), $"This number comes out if {mistake.Clause}."));
                }
            }
        }

        return new ExerciseQuestion(label, Written(right, decimals), wrong);
    }

    private static string Label(Step step, int index, bool withSample)
    {
        (int? sample, int? row, int? column) = step.AddressOf(index);
        string layer = step.Layer < 0 ? string.Empty : Invariant($" of layer {step.Layer + 1}");
        string unit = row is null || step.IsShared ? string.Empty
            : step.Quantity.Columns == Axis.Input && sample is not null ? Invariant($", input {row}")
            : column is null ? Invariant($", unit {row}")
            : Invariant($", row {row}, column {column}");
        return $"{step.Quantity.Symbol}{layer}{(sample is null || !withSample ? string.Empty : Invariant($", sample {sample}"))}{unit}";
    }

    /// <summary>A number with exactly its decimals and the minus of a keyboard.</summary>
    private static string Written(double value, int decimals)
        => (value == 0 ? 0 : value).ToString(Invariant($"F{decimals}"), System.Globalization.CultureInfo.InvariantCulture);
}
