using System.Globalization;
using System.Text;
using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Documents.Markdown;
using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Grading.Answers;
using BackpropCrossCheck.Judging;
using BackpropCrossCheck.Numbers;
using BackpropCrossCheck.Teaching;
using BackpropCrossCheck.Tests.Grading.ByHand;

namespace BackpropCrossCheck.Tests.Teaching;

/// <summary>Whoever works from the printed sheet alone, without a slip, is marked right.</summary>
public sealed class SheetToMarksTest
{
    private const int Networks = 20;

    [TestCaseSource(typeof(RandomFixture), nameof(RandomFixture.Activations))]
    public void Grade_OfASheetFilledInFromItsTextAlone_HasNothingWrong(ActivationKind last)
    {
        int graded = 0;
        for (int seed = 0; graded < Networks && seed < 10 * Networks; seed++)
        {
            Fixture fixture = Exercise(seed, last);
            if (FilledIn(fixture, 1 + (seed % 4)) is not { } csv)
            {
                continue;
            }

            ResultComparison marks = Graded(fixture, csv, 1 + (seed % 4));

            Assert.That((marks.Verdict, marks.FirstWrong), Is.EqualTo((Verdict.Pass, (ComparedNumber?)null)), $"exercise {seed}\n{csv}");
            Assert.That(marks.AllNumbers(blanks: true).Select(number => number.Status), Has.None.EqualTo(GradeStatus.NotGiven));
            graded++;
        }

        Assert.That(graded, Is.EqualTo(Networks));
    }

    /// <summary>The same with an update after every sample: the results on the way are rounded, and only the last parameters are handed
    /// in.</summary>
    [TestCaseSource(typeof(RandomFixture), nameof(RandomFixture.Activations))]
    public void Grade_OfASheetWithAnUpdateAfterEverySample_HasNothingWrong(ActivationKind last)
    {
        int graded = 0;
        for (int seed = 0; graded < Networks && seed < 20 * Networks; seed++)
        {
            Fixture fixture = Online(Exercise(seed, last));
            if (FilledIn(fixture, 1 + (seed % 4)) is not { } csv)
            {
                continue;
            }

            ResultComparison marks = Graded(fixture, csv, 1 + (seed % 4));

            Assert.That((marks.Verdict, marks.FirstWrong), Is.EqualTo((Verdict.Pass, (ComparedNumber?)null)), $"exercise {seed}\n{csv}");
            Assert.That(
                marks.AllNumbers(blanks: true).Where(number => number.Quantity == Quantity.UpdatedWeights).Select(number => number.Status),
                Is.Not.Empty.And.None.EqualTo(GradeStatus.NotGiven));
            graded++;
        }

        Assert.That(graded, Is.EqualTo(Networks));
    }

    /// <summary>Its rejecting twin: the numbers of an update with the whole batch.</summary>
    [Test]
    public void Grade_OfASheetWithAnUpdateAfterEverySample_FindsAnUpdateWithTheWholeBatchWrong()
    {
        Fixture online = WorkedExample.TwoSamples with { Training = new Training(0.5, 1, true) { BySamples = true } };
        Fixture whole = WorkedExample.TwoSamples;
        string[] asked = AnswerSheet.Of(online).Split("\r\n");
        string csv = string.Join(
            "\r\n",
            AnswerSheet.Of(whole, TracedCalculation.Of(whole, whole.Loss, new TraceOptions(3, 3)).Numbers, 3).Split("\r\n")
                .Where(line => Array.Exists(asked, one => one.Length > 0 && line.StartsWith(one, StringComparison.Ordinal))));

        Assert.That(Graded(online, csv, 3).Verdict, Is.EqualTo(Verdict.Fail));
    }

    /// <summary>The rejecting twin: the sheet with a given number that is rounded.</summary>
    [Test]
    public void Grade_OfASheetWithARoundedWeight_IsWrong()
    {
        Fixture fixture = WorkedExample.Read("""
            {
              "version": 1, "name": "one", "layers": [{ "weights": [[0.125, 3]], "activation": "linear" }], "inputs": [[4, 0.25]],
              "labels": [[1]], "loss": "half-sum-of-squares"
            }
            """);
        string sheet = Sheet(fixture, 2);

        Assert.That(Graded(fixture, FilledIn(sheet)!, 2).Verdict, Is.EqualTo(Verdict.Pass));
        Assert.That(
            Graded(fixture, FilledIn(sheet.Replace("0.125", "0.13", StringComparison.Ordinal))!, 2).Verdict, Is.EqualTo(Verdict.Fail));
    }

    [Test]
    public void Reader_OfASheet_FindsTheExercise([Range(0, 19)] int seed)
    {
        Fixture fixture = Exercise(seed, RandomFixture.Activations.ElementAt(seed % 11));

        (Fixture read, int decimals) = SheetReader.Read(Sheet(fixture, 3));

        Assert.That(decimals, Is.EqualTo(3));
        bool saysBiases = fixture.Training is not null && fixture.Network.Layers.Any(layer => layer.HasBias);
        Training? training = saysBiases || fixture.Training is null ? fixture.Training : fixture.Training with { Biases = true };
        Assert.That((read.Loss, read.Training), Is.EqualTo((fixture.Loss, training)));
        Assert.That(read.Batch.Inputs.ToArray(), Is.EqualTo(fixture.Batch.Inputs.ToArray()));
        Assert.That(
            read.Network.Layers.Select(layer => (layer.Activation, layer.Weights.ToArray(), layer.Bias.ToArray())),
            Is.EqualTo(fixture.Network.Layers.Select(layer => (layer.Activation, layer.Weights.ToArray(), layer.Bias.ToArray()))));
    }

    private static Fixture Exercise(int seed, ActivationKind last)
    {
        var loss = (LossKind)(seed % 4);
        Fixture fixture = ClassroomFixture.Create(seed, last, loss.With((Reduction)(seed / 4 % 4))) with { HasOptional = seed % 3 == 1 };
        return fixture.Training is { } training ? fixture with { Training = training with { Steps = 1 } } : fixture;
    }

    private static Fixture Online(Fixture fixture)
    {
        double[] inputs = fixture.Batch.Inputs.ToArray();
        double[] labels = fixture.Batch.Labels.ToArray();
        return fixture with
        {
            Batch = fixture.Batch.Samples > 1 ? fixture.Batch : new Batch(2, [.. inputs, .. inputs.Reverse()], [.. labels, .. labels]),
            Training = (fixture.Training ?? new Training(0.125, 1, true)) with { BySamples = true },
        };
    }

    private static string Sheet(Fixture fixture, int decimals) => new MarkdownDocumentFormat().Of(Worksheet.Exercise(fixture, decimals));

    private static string? FilledIn(Fixture fixture, int decimals)
    {
        try
        {
            return FilledIn(Sheet(fixture, decimals));
        }
        catch (Exception fault) when (fault is ArithmeticException or UndefinedLossException)
        {
            // Rounded to few decimals, an output has no logarithm.
            return null;
        }
    }

    /// <summary>Works the sheet out in exact decimals and fills in the form.</summary>
    private static string FilledIn(string sheet)
    {
        (Fixture exercise, int decimals) = SheetReader.Read(sheet);
        var style = new HandStyle(decimals, false, MidpointRounding.AwayFromZero, HandGrain.Derivatives, FromOutputs: true);
        // Of the numbers that few people state, the sheet asks for ∂E/∂x and h' alone.
        Dictionary<(int Step, int Index), decimal> numbers = HandCalculator.Calculate(exercise with { HasOptional = false }, style);
        string[] form = AnswerSheet.Of(exercise).Split("\r\n");
        var csv = new StringBuilder(form[0]).Append("\r\n");
        int row = 1;
        foreach (Step step in (exercise with { HasOptional = true }).Layout.Steps)
        {
            for (int i = 0; i < step.Length && !(step.Quantity == Quantity.UpdatedBias && exercise.Training?.Biases == false); i++)
            {
                if (Number(exercise, step, i, numbers, style) is { } written)
                {
                    csv.Append(form[row++]).Append(written.ToString(CultureInfo.InvariantCulture)).Append("\r\n");
                }
            }
        }

        Assert.That(row, Is.EqualTo(form.Length - 1), "the form asks for what the sheet asks for");
        return InAGermanSpreadsheetsDialect(csv.ToString());
    }

    /// <summary>A number that the sheet asks for; null if it does not.</summary>
    private static decimal? Number(
        Fixture exercise, Step step, int index, Dictionary<(int Step, int Index), decimal> numbers, HandStyle style)
    {
        if (exercise.TrainsBySamples && !step.IsAfterTraining)
        {
            return null;
        }

        if (step.Quantity == Quantity.InputGradient)
        {
            return exercise.HasOptional ? style.Written(InputGradient(exercise, index, numbers)) : null;
        }

        if (step.Quantity != Quantity.Derivative)
        {
            Fixture plain = exercise with { HasOptional = false };
            return plain.Layout.Find(step.Quantity, step.Layer) is { } found
                && numbers.TryGetValue((found.Index, index), out decimal number)
                ? number
                : null;
        }

        Activation activation = exercise.Network.Layers[step.Layer].Activation;
        bool isFused = step.Layer == exercise.Network.Layers.Count - 1 && LossFunction.IsFused(exercise.Loss, activation);
        return isFused || activation is Linear ? null : style.Derivative(
            HandFunctions.DerivativeOfOutput(activation, numbers[(exercise.Layout.Output(step.Layer).Index, index)], style)
                ?? HandFunctions.Derivative(activation, numbers[(exercise.Layout.PreActivation(step.Layer).Index, index)]));
    }

    private static decimal InputGradient(Fixture exercise, int index, Dictionary<(int Step, int Index), decimal> numbers)
    {
        Layer first = exercise.Network.Layers[0];
        (int n, int m) = Math.DivRem(index, first.Inputs);
        Step delta = (exercise with { HasOptional = false }).Layout.Delta(0);
        return Enumerable.Range(0, first.Units)
            .Sum(k => (decimal)first.Weights[(k * first.Inputs) + m] * numbers[(delta.Index, (n * first.Units) + k)]);
    }

    private static string InAGermanSpreadsheetsDialect(string csv)
        => '\uFEFF' + csv.Replace(',', ';').Replace('.', ',');

    private static ResultComparison Graded(Fixture exercise, string csv, int decimals)
        => ResultComparer.Compare(
            Planted.Reference(exercise),
            IndependentResult.Of(
                AnswerFileReader.Read(Encoding.UTF8.GetBytes(csv), "form.csv", exercise, new NumberPrecision.Decimals(decimals))[0].Entry));
}
