using System.Text;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Grading.Answers;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Tests.Grading.Answers;

/// <summary>Answers in CSV: the accepted forms, and the places of refusals.</summary>
public sealed class CsvAnswerTest
{
    private const string Header = "quantity,layer,tensor,sample,row,column,value";

    /// <summary>Two layers, 2-2-1, the first with a bias; two samples; no training.</summary>
    private static readonly Fixture Exercise = Read("");

    private static readonly Fixture Trained = Read(""", "training": { "learningRate": 0.1 }""");

    [TestCase("loss,,,,,,0.5", nameof(Quantity.Loss), 0, 0)]
    [TestCase("pre-activation,1,,2,1,,0.5", nameof(Quantity.PreActivation), 0, 2)]
    [TestCase("output,2,,2,1,,0.5", nameof(Quantity.Output), 1, 1)]
    [TestCase("delta,1,,1,2,,0.5", nameof(Quantity.Delta), 0, 1)]
    [TestCase("gradient,1,weights,,2,1,0.5", nameof(Quantity.WeightGradient), 0, 2)]
    [TestCase("gradient,1,bias,,2,,0.5", nameof(Quantity.BiasGradient), 0, 1)]
    [TestCase("updated-parameter,2,weights,,1,2,0.5", nameof(Quantity.UpdatedWeights), 1, 1)]
    [TestCase("updated-loss,,,,,,0.5", nameof(Quantity.UpdatedLoss), 0, 0)]
    public void Read_EachQuantity_FindsItsPlace(string line, string quantity, int layer, int index)
    {
        TensorSet numbers = Of($"{Header}\n{line}\n", Trained).Numbers;
        Step[] given = [.. Trained.Layout.Steps.Where(step => numbers[step] is not null)];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(given.Select(step => (step.Quantity.Name, Math.Max(step.Layer, 0))), Is.EqualTo(new[] { (quantity, layer) }));
            Assert.That(Enumerable.Range(0, given[0].Length).Where(i => numbers.Has(given[0], i)), Is.EqualTo(new[] { index }));
            Assert.That(numbers[given[0]]![index], Is.EqualTo(0.5));
        }
    }

    [TestCase("quantity,layer,tensor,sample,row,column,value\r\nloss,,,,,,0.5\r\n", Description = "CR LF")]
    [TestCase("quantity,layer,tensor,sample,row,column,value\rloss,,,,,,0.5", Description = "CR, no break at the end")]
    [TestCase("\uFEFFquantity,layer,tensor,sample,row,column,value\nloss,,,,,,0.5\n", Description = "byte order mark")]
    [TestCase("\"quantity\",layer,\"tensor\",sample,row,column,value\n\"loss\",\"\",,,,,\"0.5\"\n", Description = "quotes")]
    [TestCase(
        "quantity,layer,tensor,sample,row,column,value\n\n,,,,,,\nloss,,,,,, 5e-1 \n\n",
        Description = "blank lines, white space around the number")]
    public void Read_EveryFormOfCsv_IsTheSame(string text)
        => Assert.That(Of(text).Numbers[Exercise.Layout.Loss], Is.EqualTo(new[] { 0.5 }));

    [Test]
    public void Read_EmptyValue_IsNotGiven()
    {
        ExpectedEntry entry = Of($"{Header}\nloss,,,,,,\noutput,2,,1,1,,\noutput,2,,2,1,,0.1\n");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(entry.Numbers.Has(Exercise.Layout.Loss, 0), Is.False);
            Assert.That(entry.Numbers.Missing(Exercise.Layout.Loss), Is.EqualTo(new[] { true }), "left blank");
            Assert.That(entry.Numbers.Missing(Exercise.Layout.Output(1)), Is.EqualTo(new[] { true, false }));
            Assert.That(
                (entry.By, entry.Kind, entry.Precision),
                Is.EqualTo(("anna", EntryKind.Hand, (NumberPrecision)new NumberPrecision.Decimals(3))));
        }
    }

    [TestCase("", 1, 1, "found nothing, expected the header line")]
    [TestCase("loss,,,,,,0.5", 1, 1, "expected the header line quantity,layer,tensor,sample,row,column,value.")]
    [TestCase("quantity;layer;tensor;sample;row;column;value", 1, 1, "commas between the fields, not semicolons")]
    [TestCase(Header + "\nlos,,,,,,0.5", 2, 1, "there is no quantity \"los\"; did you mean \"loss\"?")]
    [TestCase(Header + "\nloss,1,,,,,0.5", 2, 6, "the column layer stays empty for loss")]
    [TestCase(Header + "\noutput,3,,1,1,,0.5", 2, 8, "there is no layer \"3\"; the network has 2 layers")]
    [TestCase(Header + "\noutput,0,,1,1,,0.5", 2, 8, "there is no layer \"0\"")]
    [TestCase(Header + "\noutput,one,,1,1,,0.5", 2, 8, "there is no layer \"one\"")]
    [TestCase(Header + "\noutput,,,1,1,,0.5", 2, 8, "the layer is missing")]
    [TestCase(Header + "\noutput,1,,3,1,,0.5", 2, 11, "there is no sample \"3\"; the batch has 2 samples")]
    [TestCase(Header + "\noutput,2,,1,2,,0.5", 2, 13, "there is no unit \"2\"; layer 2 has 1 unit")]
    [TestCase(Header + "\noutput,2,weights,1,1,,0.5", 2, 10, "the column tensor stays empty for output")]
    [TestCase(Header + "\noutput,2,,1,1,1,0.5", 2, 15, "the column column stays empty for output")]
    [TestCase(Header + "\ngradient,1,,,1,1,0.5", 2, 12, "needs weights or bias")]
    [TestCase(Header + "\ngradient,1,weights,1,1,1,0.5", 2, 20, "the column sample stays empty")]
    [TestCase(Header + "\ngradient,1,weights,,1,3,0.5", 2, 23, "there is no input \"3\"; layer 1 has 2 inputs")]
    [TestCase(Header + "\ngradient,1,bias,,1,1,0.5", 2, 20, "a bias belongs to a unit alone, and its column stays empty")]
    [TestCase(Header + "\ngradient,2,bias,,1,,0.5", 2, 12, "layer 2 has no bias in this fixture")]
    [TestCase(Header + "\nupdated-loss,,,,,,0.5", 2, 1, "this fixture has no training")]
    [TestCase(Header + "\nloss,,,,,,0.5\nloss,,,,,,", 3, 1, "this number is already in line 2")]
    [TestCase(Header + "\nloss,,,,,,0,5", 2, 11, "found 8 fields in this line, expected 7")]
    [TestCase(Header + "\nloss,,,,0.5", 2, 9, "found 5 fields in this line, expected 7")]
    [TestCase(Header + "\nloss,,,,,,\"0,5\"", 2, 11, "found \"0,5\", expected a number with a decimal point")]
    [TestCase(Header + "\nloss,,,,,,\u22120.5", 2, 11, "the minus sign of a keyboard")]
    [TestCase(Header + "\nloss,,,,,,half", 2, 11, "found \"half\", expected a number")]
    [TestCase(Header + "\nloss,,,,,,NaN", 2, 11, "found \"NaN\"")]
    [TestCase(Header + "\nloss,,,,,,1e999", 2, 11, "\"1e999\" is beyond the range")]
    [TestCase(Header + "\nloss,,,,,,\"0.5", 2, 11, "the quote that begins this field is not closed")]
    [TestCase(Header + "\nloss,,,,,,0\".5", 2, 12, "a quote is inside a field")]
    [TestCase(Header + "\nloss,,,,,,\"0\".5", 2, 14, "something follows the quote")]
    [TestCase(
        "\"quantity\n\",\"ä\" ,x",
        2,
        6,
        "something follows the quote",
        Description = "lines within quotes count, and a letter of two bytes once")]
    [TestCase(",,,,,,\n,,,,,,\n", 1, 1, "found \",,,,,,\", expected the header line", Description = "commas only")]
    [TestCase(
        Header + "\n,,,,,,\n,,,\n", 4, 1, "the file ends without a line of answers", Description = "commas only, under the header line")]
    [TestCase(Header, 1, 46, "the file ends without a line of answers")]
    [TestCase(Header + "\nloss,,,,,,0.3\0", 2, 14, "a NUL character (U+0000) was found")]
    [TestCase(Header + "\noutput,1\0,,1,1,,0.3", 2, 9, "a NUL character (U+0000) was found")]
    [TestCase("quantity,layer,tensor,sample,row,col,value", 1, 34, "found the column \"col\" in place of column, expected the header line")]
    [TestCase(
        "quantity,layer,tensor,sample,row,column,value,",
        1,
        47,
        "found a comma at the end of the line, with nothing after it, expected the header line")]
    [TestCase(
        "quantity,layer,tensor,sample,row,column,value,points",
        1,
        47,
        "found the column \"points\" after the last one, expected the header line")]
    [TestCase("quantity,layer,tensor,sample,row,column", 1, 34, "found no column after \"column\", expected the header line")]
    [TestCase(Header + "\nloss,,,,,,0.5,", 2, 11, "The line ends with a comma too many. Delete it.")]
    public void Read_BadFile_IsRefusedAtLineAndColumn(string text, int line, int column, string said)
    {
        FixtureException fault = Assert.Throws<FixtureException>(() => Of(text))!;
        using (Assert.EnterMultipleScope())
        {
            Assert.That((fault.Line, fault.Column), Is.EqualTo((line, column)), fault.Message);
            Assert.That(fault.Problem, Does.Contain(said));
            Assert.That(fault.Message, Does.StartWith("answers/anna.csv:"));
        }
    }

    [Test]
    public void Read_LineOfCountlessFields_IsRefusedBeforeItTakesAllMemory()
        => Assert.That(
            () => Of(new string(',', 5_000_000)),
            Throws.TypeOf<FixtureException>().With.Message.Contains("answers/anna.csv:1:1000: this line has more than 1000 fields"));

    private static ExpectedEntry Of(string text, Fixture? fixture = null)
        => CsvAnswerReader.Read(
            BackpropCrossCheck.Fixtures.Reading.FixtureText.Of(Encoding.UTF8.GetBytes(text), "x"),
            "answers/anna.csv",
            fixture ?? Exercise,
            new NumberPrecision.Decimals(3));

    private static Fixture Read(string more) => FixtureReader.Read(
        Encoding.UTF8.GetBytes($$"""
            {
              "version": 1, "name": "x",
              "layers": [{ "weights": [[1, 2], [3, 4]], "bias": [0, 1], "activation": "tanh" },
                { "weights": [[1, 2]], "activation": "linear" }],
              "inputs": [[1, 2], [3, 4]], "labels": [[1], [0]], "loss": "half-sum-of-squares"{{more}}
            }
            """),
        "x.json");
}
