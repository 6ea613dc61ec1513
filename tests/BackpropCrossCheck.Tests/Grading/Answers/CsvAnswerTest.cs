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
        TensorSet numbers = Of($"{Header}\n{line}\n", Trained).Entry.Numbers;
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
        => Assert.That(Of(text).Entry.Numbers[Exercise.Layout.Loss], Is.EqualTo(new[] { 0.5 }));

    [TestCase(',', "\"0,5\"", Description = "quoted decimal comma")]
    [TestCase(';', "0,5")]
    [TestCase(';', "\"0,5\"")]
    [TestCase(';', "0.5")]
    [TestCase('\t', "0,5")]
    [TestCase('\t', "+5,0E-01")]
    [TestCase(';', " 5e\u22121 ")]
    public void Read_AnySeparator_IsToldByTheHeaderLine(char separator, string written)
    {
        string text = $"{Header}\nloss,,,,,,".Replace(',', separator) + written;
        ReadAnswer read = Of(text);
        Assert.That(read.Entry.Numbers[Exercise.Layout.Loss], Is.EqualTo(new[] { 0.5 }));
        Assert.That(read.Notes, Is.Empty);
    }

    [TestCase("utf-16")]
    [TestCase("utf-16BE")]
    [TestCase("utf-8")]
    public void Of_ByteOrderMark_TellsTheEncoding(string name)
    {
        var encoding = Encoding.GetEncoding(name);
        byte[] bytes = [.. encoding.GetPreamble(), .. encoding.GetBytes("quantity \u2212")];
        Assert.That(Encoding.UTF8.GetString(AnswerText.Of(bytes, "x")), Is.EqualTo("quantity \u2212"));
    }

    [TestCase(new byte[] { 0xFF, 0xFE, 0x00, 0xD8 }, "the bytes after it are not UTF-16")]
    [TestCase(new byte[] { 0xFF, 0xFE, 0, 0, 65, 0, 0, 0 }, "UTF-32")]
    [TestCase(new byte[] { 65, 0, 66, 0 }, "UTF-16; a file of answers is UTF-8")]
    public void Of_OtherEncodings_AreRefused(byte[] bytes, string said)
        => Assert.That(() => { AnswerText.Of(bytes, "x"); }, Throws.TypeOf<FixtureException>().With.Message.Contains(said));

    [Test]
    public void Read_Windows1252_IsReadAndSaidOnce()
    {
        // ü and ß of a German spreadsheet, in a column that is not read and in a name; 0x96 is its long dash.
        string text = $"{Header};Bemerkung\nloss;;;;;;0,5;\u00FCber Mu\u00DF\noutput;2;;2;1;;\u20130,25;\u20AC\n".Replace(',', ';')
            .Replace("0;5", "0,5", StringComparison.Ordinal).Replace("0;25", "0,25", StringComparison.Ordinal);
        byte[] bytes = [.. text.Select(character => character switch
        {
            '\u2013' => (byte)0x96,
            '\u20AC' => (byte)0x80,
            _ => (byte)character,
        })];
        ReadAnswer read = AnswerFileReader.Read(bytes, "M\u00FCller.csv", Exercise, new NumberPrecision.Decimals(2))[0];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(read.Entry.Numbers[Exercise.Layout.Loss], Is.EqualTo(new[] { 0.5 }));
            Assert.That(read.Entry.Numbers[Exercise.Layout.Output(1)]![1], Is.EqualTo(-0.25));
            Assert.That(read.Notes.Select(note => note.Text), Is.EqualTo(new[]
            {
                "the column \"Bemerkung\" is not read.",
                "the byte 0xFC is not UTF-8, so that the file was read as Windows-1252: \u00FC.",
            }));
            Assert.That((read.Notes[1].Line, read.Notes[1].Column), Is.EqualTo((2, 15)));
        }
    }

    [TestCase(new byte[] { 0x81 }, Description = "a byte that Windows-1252 does not have")]
    [TestCase(new byte[] { 0x01, 0xFC }, Description = "a control character")]
    [TestCase(new byte[] { 0xEF, 0xBB, 0xBF, 0xFC }, Description = "the byte order mark of UTF-8")]
    public void Of_BytesThatAreNoText_AreRefused(byte[] bytes)
        => Assert.That(() => { AnswerText.Of(bytes, "x.csv"); }, Throws.TypeOf<FixtureException>().With.Message.Contains("is not UTF-8"));

    [Test]
    public void Of_JsonThatIsNotUtf8_IsRefused()
        => Assert.That(() => { AnswerText.Of([(byte)'{', 0xFC], "x"); }, Throws.TypeOf<FixtureException>());

    [TestCase("half", "found \"half\", expected a number. Write it like -0.52")]
    [TestCase("NaN", "found \"NaN\", expected a number, for example -0.52")]
    [TestCase("1e999", "found \"1e999\", which is beyond the range")]
    [TestCase("20/31", "Write a fraction as a decimal number")]
    [TestCase("64.5%", "Write a percentage as a decimal number")]
    [TestCase("\u22480.3", "Write the number alone")]
    [TestCase("=0.063", "Write the number alone")]
    [TestCase("2026-06-03", "made a date of it")]
    [TestCase("03.06.2026", "made a date of it")]
    [TestCase("06. Mrz", "made a date of it")]
    [TestCase("6. 2", "Write it without spaces")]
    [TestCase("3-Jun", "made a date of it")]
    [TestCase("0.063 000", "Write it without spaces")]
    [TestCase("\"1,234.5\"", "Write one decimal sign")]
    [TestCase("\"1,2,3\"", "Write one decimal sign")]
    public void Read_CellThatIsNoNumber_IsNamedAndTheRestIsRead(string written, string said)
    {
        ReadAnswer read = Of($"{Header}\nloss,,,,,,{written}\noutput,2,,2,1,,0.1\n");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(read.Entry.Numbers[Exercise.Layout.Output(1)]![1], Is.EqualTo(0.1));
            Assert.That(read.Entry.Numbers.Has(Exercise.Layout.Loss, 0), Is.False);
            Assert.That(read.Unreadable, Is.EqualTo(new[] { (Exercise.Layout.Loss, 0) }));
            Assert.That(read.Notes.Select(note => (note.IsUnreadable, note.Line, note.Column)), Is.EqualTo(new[] { (true, 2, 11) }));
            Assert.That(read.Notes[0].Text, Does.Contain(said));
        }
    }

    [TestCase("-")]
    [TestCase("\u2212")]
    [TestCase("?")]
    [TestCase("n/a")]
    [TestCase(" N/A ")]
    public void Read_MarkOfABlank_IsNotGivenAndSaid(string written)
    {
        ReadAnswer read = Of($"{Header}\nloss,,,,,,{written}\n");
        Assert.That(read.Entry.Numbers.Has(Exercise.Layout.Loss, 0), Is.False);
        Assert.That(read.Unreadable, Is.Empty);
        Assert.That(read.Notes.Select(note => note.IsUnreadable), Is.EqualTo(new[] { false }));
    }

    [Test]
    public void Read_OtherColumnsAndEmptyFields_ArePassedOverAndSaid()
    {
        ReadAnswer read = Of("name,value,quantity,layer,tensor,sample,row,column,\n\nanna,0.5,loss,,,,,,,,\n,,,\n");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(read.Entry.Numbers[Exercise.Layout.Loss], Is.EqualTo(new[] { 0.5 }));
            Assert.That(read.Notes.Select(note => (note.Line, note.Column)), Is.EqualTo(new[] { (1, 1), (2, 1), (3, 20) }));
            Assert.That(read.Notes.Select(note => note.Text), Is.EqualTo(new[]
            {
                "the column \"name\" is not read.",
                "lines 2 and 4 are blank and passed over.",
                "line 3 ends with an empty field, which is passed over.",
            }));
        }
    }

    [Test]
    public void Read_EmptyValue_IsNotGiven()
    {
        ExpectedEntry entry = Of($"{Header}\nloss,,,,,,\noutput,2,,1,1,,\noutput,2,,2,1,,0.1\n").Entry;
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
    [TestCase(Header + "\nloss,,,,,,0,5", 2, 11, "A decimal comma needs quotation marks")]
    [TestCase(Header + ",remark\nloss,,,,,,0,5,", 2, 11, "found 9 fields in this line, expected 8")]
    [TestCase(Header + ",value\nloss,,,,,,1,2", 1, 47, "the column value is there twice")]
    [TestCase("quantity;layer;tensor;sample;row;value\nloss;;;;;1", 1, 1, "found no column column, expected the header line")]
    [TestCase(Header + "\nloss,,,,,,0.5\nlos,,,,,,1\nloss,,,,,,0.6", 3, 1, "Line 4, column 1: this number is already in line 2")]
    [TestCase(Header + "\nlos,,,,,,1\nlos,,,,,,2\nlos,,,,,,3", 2, 1, "The same in lines 3 and 4.")]
    [TestCase(Header + "\nloss,,,,0.5", 2, 9, "found 5 fields in this line, expected 7")]
    [TestCase(Header + "\nloss,,,,,,\"0.5", 2, 11, "the quote that begins this field is not closed")]
    [TestCase(Header + "\nloss,,,,,,0\".5", 2, 12, "a quote is inside a field")]
    [TestCase(Header + "\nloss,,,,,,\"0\".5", 2, 14, "something follows the quote")]
    [TestCase(
        "\"quantity\n\",\"ä\" ,x",
        2,
        6,
        "something follows the quote",
        Description = "lines within quotes count, and a letter of two bytes once")]
    [TestCase(",,,,,,\n,,,,,,\n", 1, 1, "found nothing, expected the header line", Description = "commas only")]
    [TestCase(
        Header + "\n,,,,,,\n,,,\n", 4, 1, "the file ends without a line of answers", Description = "commas only, under the header line")]
    [TestCase(Header, 1, 46, "the file ends without a line of answers")]
    [TestCase(Header + "\nloss,,,,,,0.3\0", 2, 14, "a NUL character (U+0000) was found")]
    [TestCase(Header + "\noutput,1\0,,1,1,,0.3", 2, 9, "a NUL character (U+0000) was found")]
    [TestCase("quantity,layer,tensor,sample,row,col,value", 1, 34, "found the column \"col\" in place of column, expected the header line")]
    [TestCase("quantity,layer,tensor,sample,row,column", 1, 34, "found no column after \"column\", expected the header line")]
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

    private static ReadAnswer Of(string text, Fixture? fixture = null)
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
