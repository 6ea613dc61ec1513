using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using System.Xml.Schema;
using BackpropCrossCheck.Exports;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Teaching;

namespace BackpropCrossCheck.Tests.Teaching;

/// <summary>Exercises as questions for learning platforms.</summary>
public sealed partial class ExportTest
{
    private const int Decimals = 3;
    private static readonly XNamespace Qti = "http://www.imsglobal.org/xsd/imsqti_v2p1";

    private static IEnumerable<Fixture> Exercises => Enumerable.Range(0, 30).Select(seed => RandomFixture.Create(seed) with
    {
        Training = seed % 2 == 0 ? new Training(0.1, 1, seed % 4 == 0) { BySamples = seed % 3 == 0 } : null,
        Name = $"{{exercise}} ~ {seed} = <#>",
    });

    [Test]
    public void MoodleXml_EveryExercise_IsValidAndAsksForTheNumbersOfTheKey()
    {
        foreach (Fixture exercise in Exercises)
        {
            string xml = new MoodleXmlFormat().Of(Questions(exercise));
            XDocument document = Validated(xml, "moodle-cloze.xsd", string.Empty);
            string text = document.Descendants("questiontext").Single().Element("text")!.Value;
            string[] right = [.. Cloze().Matches(text).Select(blank => blank.Groups["right"].Value)];
            Assert.That(right, Is.EqualTo(Key(exercise)), exercise.Name);
            Assert.That(Cloze().Replace(text, string.Empty), Does.Not.Contain("{"), "a brace outside of the blanks would begin one");
        }
    }

    [Test]
    public void Qti_EveryExercise_IsValidAndAsksForTheNumbersOfTheKey()
    {
        foreach (Fixture exercise in Exercises)
        {
            XDocument document = Validated(new QtiFormat().Of(Questions(exercise)), "qti-text-entry.xsd", Qti.NamespaceName);
            Assert.That(
                document.Descendants(Qti + "correctResponse").Select(response => response.Value), Is.EqualTo(Key(exercise)), exercise.Name);
            string[] named = [.. document.Descendants(Qti + "multiple").Select(rule => rule.Element(Qti + "baseValue")!.Value)];
            Assert.That(
                document.Descendants(Qti + "modalFeedback").Select(feedback => feedback.Attribute("identifier")!.Value),
                Is.EqualTo(named),
                exercise.Name);
        }
    }

    [Test]
    public void Gift_EveryExercise_AsksForTheNumbersOfTheKey()
    {
        foreach (Fixture exercise in Exercises)
        {
            string text = new GiftFormat().Of(Questions(exercise));
            Assert.That(Gift().Matches(text).Select(line => line.Groups["right"].Value), Is.EqualTo(Key(exercise)), exercise.Name);
            Assert.That(Unescaped().Count(text), Is.EqualTo(2 * Key(exercise).Length), "only the braces of the questions are bare");
        }
    }

    [Test]
    public void Of_WrongNumbers_AreNeverAcceptedAsRight()
    {
        foreach (Fixture exercise in Exercises)
        {
            ExerciseQuestions questions = Questions(exercise);
            double tolerance = double.Parse(questions.Tolerance, CultureInfo.InvariantCulture);
            Assert.That(tolerance, Is.EqualTo(0.0005), "half a unit of the third decimal");
            foreach (ExerciseQuestion question in questions.Questions)
            {
                double[] numbers =
                [
                    .. question.Wrong.Select(wrong => wrong.Number).Prepend(question.Right)
                        .Select(number => double.Parse(number, CultureInfo.InvariantCulture)).Order(),
                ];
                Assert.That(
                    numbers.Zip(numbers.Skip(1), (one, next) => next - one), Has.All.GreaterThan(2 * tolerance), $"{question.Label}");
            }
        }
    }

    [Test]
    public void Of_MissingDerivative_HasItsNumberWithFeedback()
    {
        Fixture exercise = FixtureReader.Read(Path.Combine(RecordedFixtures.Folder, "paper", "paper-section-6.json"));
        ExerciseQuestion delta = ExerciseQuestions.Of(exercise, 4)!.Questions
            .First(question => question.Label == "δ of layer 1, sample 1, unit 1");
        Assert.That(delta.Right, Is.EqualTo("-0.0415"));
        Assert.That(delta.Wrong.Select(wrong => wrong.Feedback), Has.Some.Contains("h'(a) is left out"));
    }

    [Test]
    public void Of_UpdatesAfterEverySample_AsksForEachOfThem()
    {
        Fixture exercise = WorkedExample.TwoSamples with { Training = new Training(0.5, 1, true) { BySamples = true } };

        ExerciseQuestions questions = Questions(exercise);

        string[] labels = [.. questions.Questions.Select(question => question.Label)];
        Assert.That(labels, Is.Unique);
        Assert.That(labels.Count(label => label.StartsWith("Sample 1 alone: ", StringComparison.Ordinal)), Is.EqualTo(labels.Length / 2));
        Assert.That(labels, Does.Contain("Sample 2 alone: δ of layer 1, unit 2").And.Contains("the new loss"));
        Assert.That(questions.Text, Does.Contain("The parameters are updated after every sample"));
    }

    private static ExerciseQuestions Questions(Fixture exercise) => ExerciseQuestions.Of(exercise, Decimals)!;

    /// <summary>The numbers of the answer key, as text.</summary>
    private static string[] Key(Fixture exercise)
    {
        var options = new TraceOptions(Decimals, Decimals);
        var whole = TracedCalculation.Of(exercise, exercise.Loss, options);
        IEnumerable<double> numbers = exercise.TrainsBySamples
            ? SampleUpdates.Calculations(exercise, options, exercise.Batch.Samples)
                .SelectMany(update => Asked(update).SkipLast(1))
                .Append(whole.Numbers[whole.State.Fixture.Layout.UpdatedLoss]![0])
            : Asked(whole);
        return [.. numbers.Select(value => (value == 0 ? 0 : value).ToString($"F{Decimals}", CultureInfo.InvariantCulture))];
    }

    private static IEnumerable<double> Asked(TracedCalculation calculation)
        => AnswerSheet.Asked(calculation.State.Fixture).SelectMany(step => calculation.Numbers[step]!);

    private static XDocument Validated(string xml, string schema, string target)
    {
        var schemas = new XmlSchemaSet();
        schemas.Add(target, Path.Combine(AppContext.BaseDirectory, "Teaching", "Schemas", schema));
        var document = XDocument.Parse(xml);
        var faults = new List<string>();
        document.Validate(schemas, (_, fault) => faults.Add(fault.Message));
        Assert.That(faults, Is.Empty);
        return document;
    }

    [GeneratedRegex(@"\{1:NUMERICAL:=(?<right>-?[0-9.]+):0\.0005(~%0%-?[0-9.]+:0\.0005#([^}#~/""\\]|\\.)*)*\}")]
    private static partial Regex Cloze();

    [GeneratedRegex(@"=%100%(?<right>-?[0-9.]+):0\.0005")]
    private static partial Regex Gift();

    [GeneratedRegex(@"(?<!\\)[{}]")]
    private static partial Regex Unescaped();
}
