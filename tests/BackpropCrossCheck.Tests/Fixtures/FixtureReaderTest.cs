using System.Text;
using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Tests.Fixtures;

public sealed class FixtureReaderTest
{
    [Test]
    public void Read_PaperExample_HasItsNumbers()
    {
        string path = Path.Combine(FixtureText.GoodFolder, "paper-section-6.json");
        Fixture fixture = FixtureReader.Read(path);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(fixture.Name, Is.EqualTo("paper-section-6"));
            Assert.That(fixture.File, Is.EqualTo(path));
            Assert.That(fixture.Network.Layers[0].Weights.ToArray(), Is.EqualTo(new[] { 0.1, 0.2, 0.3, 0.4, 0.5, 0.6 }));
            Assert.That(fixture.Network.Layers[1].Activation, Is.EqualTo(new Linear()));
            Assert.That(fixture.Batch.Labels.ToArray(), Is.EqualTo(new[] { 1, 1.15 }));
            Assert.That(fixture.Loss, Is.EqualTo(Loss.HalfSumOfSquares));
            Assert.That(
                fixture.Expected.Select(entry => entry.Kind), Is.EqualTo(new[] { EntryKind.Recorded, EntryKind.Hand, EntryKind.Recorded }));
            Assert.That(fixture.Expected[0].Loss, Is.EqualTo(Loss.MeanSquaredError));
            Assert.That(fixture.Expected[0].Numbers[fixture.Layout.Output(1)], Is.EqualTo(new[] { 0.48693424, 1.1463418 }));
            Assert.That(fixture.Expected[1].Precision, Is.EqualTo(new NumberPrecision.Decimals(2)));
            Assert.That(fixture.Expected[1].Numbers[fixture.Layout.PreActivation(1)], Is.Null);
            Assert.That(
                fixture.Expected[1].Numbers[fixture.Layout.WeightGradient(1)], Is.EqualTo(new[] { -0.24, -0.42, -0.48, 0, -0.01, -0.01 }));
            Assert.That(fixture.Expected[2].Numbers[fixture.Layout.Loss], Is.EqualTo(new[] { 0.13162492755076416 }));
        }
    }

    [Test]
    public void Read_EveryField_IsTakenOver()
    {
        Fixture fixture = FixtureReader.Read(Path.Combine(FixtureText.GoodFolder, "every-field.json"));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(fixture.Description, Is.EqualTo("Every field and every form there is."));
            Assert.That(fixture.Source, Is.EqualTo("made by hand"));
            Assert.That(fixture.Network.Layers[0].Activation, Is.EqualTo(new LeakyRelu(0.2)));
            Assert.That(fixture.Network.Layers[0].Bias.ToArray(), Is.EqualTo(new[] { 0.5, double.Epsilon, double.MaxValue }));
            Assert.That(fixture.Network.Layers[1].HasBias, Is.False);
            Assert.That(fixture.Batch.Samples, Is.EqualTo(2));
            Assert.That(fixture.Loss, Is.EqualTo(new Loss(new CategoricalCrossEntropy(), Reduction.MeanOverSamples)));
            Assert.That(fixture.Training, Is.EqualTo(new Training(0.1, 3, false)));
            Assert.That(fixture.Tolerance, Is.EqualTo(new Tolerance(1e-6, 1e-5)));
            Assert.That(fixture.Expected[1].Precision, Is.EqualTo(new NumberPrecision.Significant(3)));
            Assert.That(fixture.Expected[2].Loss.Reduction, Is.EqualTo(Reduction.Sum));
            Assert.That(fixture.Expected[2].Numbers[fixture.Layout.UpdatedWeights(1)], Is.EqualTo(new double[] { 1, 2, 3, 4, 5, 6 }));
            Assert.That(fixture.Expected[2].Numbers[fixture.Layout.UpdatedWeights(0)], Is.Null);
            Assert.That(fixture.Expected[2].Numbers[fixture.Layout.UpdatedBias(0)!], Is.EqualTo(new double[] { 1, 2, 3 }));
            Assert.That(fixture.Expected[2].Numbers[fixture.Layout.UpdatedLoss], Is.EqualTo(new[] { 1.25 }));
            Assert.That(fixture.Expected[3].Precision, Is.EqualTo(NumberPrecision.Float64));
        }
    }

    [Test]
    public void Read_NullInExpected_IsMissing()
    {
        Fixture fixture = FixtureReader.Read(Path.Combine(FixtureText.GoodFolder, "every-field.json"));
        TensorSet numbers = fixture.Expected[0].Numbers;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(numbers[fixture.Layout.Loss], Is.Null);
            Assert.That(numbers.Missing(fixture.Layout.PreActivation(0)), Is.EqualTo(new[] { false, true, false, true, true, true }));
            Assert.That(numbers[fixture.Layout.PreActivation(1)], Is.Null);
            Assert.That(numbers[fixture.Layout.Output(0)], Is.Null);
            Assert.That(numbers.Missing(fixture.Layout.WeightGradient(0)), Is.EqualTo(new[] { false, false, true, true, false, true }));
            Assert.That(numbers.Missing(fixture.Layout.BiasGradient(0)!), Is.EqualTo(new[] { true, false, false }));
            Assert.That(numbers[fixture.Layout.WeightGradient(1)], Is.Null);
            Assert.That(fixture.Expected[2].Numbers.Missing(fixture.Layout.Delta(1)), Is.Null);
        }
    }

    [Test]
    public void Read_FieldsInAnyOrder_AreUnderstood()
    {
        Fixture fixture = FixtureReader.Read(Path.Combine(FixtureText.GoodFolder, "any-order.json"));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(fixture.Name, Is.EqualTo("any 😀 order"));
            Assert.That(fixture.Network.Layers[0].Activation, Is.EqualTo(new Elu(2)));
            Assert.That(fixture.Training, Is.EqualTo(new Training(-10, 2, true)));
            Assert.That(fixture.Expected[0].Loss, Is.EqualTo(Loss.MeanSquaredError));
            Assert.That(fixture.Expected[0].Numbers[fixture.Layout.WeightGradient(0)], Is.EqualTo(new[] { -2.5 }));
            Assert.That(fixture.Expected[0].Numbers[fixture.Layout.UpdatedLoss], Is.EqualTo(new double[] { 1 }));
        }
    }

    [Test]
    public void Read_LeftOut_HasTheDefaults()
    {
        Fixture fixture = FixtureText.Read(
            FixtureText.With("\"loss\":", "\"training\": { \"learningRate\": 1 }, \"tolerance\": { \"relative\": 1 }, \"loss\":"));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(fixture.Description, Is.Null);
            Assert.That(fixture.Training, Is.EqualTo(new Training(1, 1, true)));
            Assert.That(fixture.Tolerance, Is.EqualTo(new Tolerance(0, 1)));
            Assert.That(fixture.Expected[0].Loss, Is.EqualTo(fixture.Loss));
        }
    }

    [Test]
    public void Read_ByteOrderMark_IsSkipped()
        => Assert.That(FixtureReader.Read(Path.Combine(FixtureText.GoodFolder, "byte-order-mark.json")).Name, Is.EqualTo("ä"));

    [Test]
    public void Read_MissingFile_SaysSo()
    {
        string path = Path.Combine(FixtureText.GoodFolder, "no-such-file.json");
        FixtureException refusal = Assert.Throws<FixtureException>(() => FixtureReader.Read(path))!;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(refusal.File, Is.EqualTo(path));
            Assert.That(refusal.Line, Is.Null);
            Assert.That(refusal.Message, Is.EqualTo($"{path}: the file cannot be read: there is no such file. Check the path."));
        }
    }

    [Test]
    public void Read_Folder_SaysSo()
        => Assert.That(
            () => FixtureReader.Read(FixtureText.GoodFolder),
            Throws.TypeOf<FixtureException>().With.Message.EndsWith(
                "it is a folder, or its permissions forbid it. Check the path and the permissions."));

    [TestCase("-0", 0x8000000000000000)]
    [TestCase("-0.0e5", 0x8000000000000000)]
    [TestCase("0", 0ul)]
    [TestCase("5e-324", 1ul)]
    [TestCase("2.4703282292062327208e-324", 0ul)]
    [TestCase("2.4703282292062328e-324", 1ul)]
    [TestCase("1e-99999999999", 0ul)]
    [TestCase("0e99999999999", 0ul)]
    [TestCase("2.2250738585072011e-308", 0x000FFFFFFFFFFFFFul)]
    [TestCase("1.7976931348623157e308", 0x7FEFFFFFFFFFFFFFul)]
    [TestCase("9007199254740993", 0x4340000000000000ul)]
    [TestCase("9007199254740993.00000000000000000000000000000000000000000000000001", 0x4340000000000001ul)]
    [TestCase("9007199254740993.0", 0x4340000000000000ul)]
    [TestCase("9007199254740995.00", 0x4340000000000002ul)]
    [TestCase("4503599627370496.5", 0x4330000000000000ul)]
    [TestCase("4503599627370497.5", 0x4330000000000002ul)]
    [TestCase("18446744073709551615e-27", 0x3E53CE9A36F23C10ul)]
    [TestCase("0.00000000000000000000000000001", 0x39E95A5EFEA6B347ul)]
    [TestCase("1E+2", 0x4059000000000000ul)]
    [TestCase("8.5", 0x4021000000000000ul)]
    public void Read_Number_IsCorrectlyRounded(string text, ulong bits)
    {
        double value = FixtureText.Read(FixtureText.With("[[1, 2]]", $"[[{text}, 2]]")).Batch.Inputs[0];
        Assert.That(BitConverter.DoubleToUInt64Bits(value), Is.EqualTo(bits));
    }

    [TestCase("1")]
    [TestCase("1.0")]
    [TestCase("10e-1")]
    public void Read_VersionOne_IsAcceptedHoweverWritten(string version)
        => Assert.That(() => FixtureText.Read(FixtureText.With("\"version\": 1", $"\"version\": {version}")), Throws.Nothing);

    [Test]
    public void Read_Column_CountsCharacters()
    {
        // Two, three and four bytes of UTF-8 in front; the letter and its accent are two characters.
        FixtureException refusal = FixtureText.Refuse("{ \"name\": \"ä€😀e\u0301\", 1 }");
        Assert.That((refusal.Line, refusal.Column), Is.EqualTo((1, 20)));
    }

    [TestCase("{\n\n 1}", 3)]
    [TestCase("{\r\n\r\n 1}", 3)]
    [TestCase("{\r\r 1}", 3)]
    [TestCase("{\n\r 1}", 3)]
    public void Read_Line_EndsWithAnyLineEnd(string json, int line)
    {
        FixtureException refusal = FixtureText.Refuse(json);
        Assert.That((refusal.Line, refusal.Column), Is.EqualTo((line, 2)));
    }

    [Test]
    public void Read_Refusal_CarriesItsParts()
    {
        FixtureException refusal = FixtureText.Refuse(FixtureText.With("[3, 4]", "[3]"));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(refusal.File, Is.EqualTo("x.json"));
            Assert.That(refusal.Line, Is.EqualTo(5));
            Assert.That(refusal.Column, Is.EqualTo(27));
            Assert.That(refusal.Pointer, Is.EqualTo("/layers/0/weights/1"));
            Assert.That(
                refusal.Problem,
                Is.EqualTo("this row has 1 number, the first row has 2; every row of weights has one number for each input."));
            Assert.That(refusal.Message, Is.EqualTo($"x.json:5:27 (/layers/0/weights/1): {refusal.Problem}"));
        }
    }

    [Test]
    public void Read_SurrogatePair_IsOneCharacter()
        => Assert.That(FixtureText.Read(FixtureText.With("\"x\"", "\"\\uD83D\\uDE00\"")).Name, Is.EqualTo("😀"));

    [Test]
    public void Read_Nesting64_IsNotTooDeep()
    {
        FixtureException refusal = FixtureText.Refuse($"{{ \"x\": {new string('[', 63)}{new string(']', 63)} }}");
        Assert.That(refusal.Problem, Does.StartWith("unknown field \"x\""));
    }

    [Test]
    public void Read_ManySamples_FillsTheArrays()
    {
        int samples = 20_000;
        var rows = new StringBuilder("[0, 0]");
        var labels = new StringBuilder("[0]");
        for (int n = 1; n < samples; n++)
        {
            rows.Append(",\n[").Append(n).Append(", -").Append(n).Append(".5]");
            labels.Append(",[").Append(n).Append(']');
        }

        Fixture fixture = FixtureText.Read(
            FixtureText.With("[[1, 2]]", $"[{rows}]").Replace("[[0]]", $"[{labels}]", StringComparison.Ordinal));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(fixture.Batch.Samples, Is.EqualTo(samples));
            Assert.That(fixture.Batch.Inputs[(2 * samples) - 1], Is.EqualTo(-19_999.5));
            Assert.That(fixture.Batch.Labels[^1], Is.EqualTo(19_999));
        }
    }
}
