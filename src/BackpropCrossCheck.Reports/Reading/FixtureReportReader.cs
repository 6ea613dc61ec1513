using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Fixtures.Reading;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Reports.Reading;

/// <summary>Reads what a JSON report says of a fixture.</summary>
/// <param name="terms">The terms of the run.</param>
internal sealed class FixtureReportReader(RunTerms terms)
{
    /// <summary>The most numbers that a calculation in a report may have, all tensors together; the program that writes reports would not have had the memory for more.</summary>
    public const int MostNumbers = 100_000_000;

    /// <summary>Reads a loss convention.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static Loss ReadLoss(ReportElement loss)
        => new(loss["kind"].Word<LossKind>(ContractNames.Of), loss["reduction"].Word<Reduction>(ContractNames.Of));

    /// <summary>Reads the name of a file: one without the character that no file's name has.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static string ReadFile(ReportElement file)
        => file.Text() is { Length: > 0 } name && !name.Contains('\0', StringComparison.Ordinal) ? name : throw file.Mismatch("the name of a file");

    /// <summary>Reads a fixture.</summary>
    /// <exception cref="FormatException">It is none, or contradicts itself.</exception>
    public FixtureReport Read(ReportElement fixture)
    {
        Loss? loss = fixture.Optional("loss") is { } stated ? ReadLoss(stated) : null;
        TensorLayout? layout = fixture.Optional("network") is { } network ? ReadLayout(network) : null;
        var comparisons = new ComparisonReader(layout, loss, terms);
        var read = new FixtureReport
        {
            Name = fixture.Optional("name")?.Text(),
            File = ReadFile(fixture["file"]),
            Digest = fixture.Optional("sha256")?.Text(),
            Verdict = fixture["verdict"].Word<Verdict>(ReportWords.Of),
            Reason = fixture.Optional("reason")?.Text(),
            Error = fixture.Optional("error") is { } error ? ReadError(error) : null,
            Loss = loss,
            Layout = layout,
            Comparisons = [.. fixture["comparisons"].Elements().Select(comparisons.Read)],
            NotCompared = RigourReader.ReadNotCompared(fixture),
            TrainingDiverges = fixture.Optional("trainingDiverges")?.Truth() ?? false,
            Unsettled = fixture.Optional("unsettled")?.Count() ?? 0,
            Outliers = [.. fixture["outliers"].Elements().Select(outlier => ReadOutlier(outlier, layout))],
            Splits = [.. (fixture.Optional("splits")?.Elements() ?? []).Select(split => ReadSplit(split, layout))],
        };
        CheckVerdict(fixture, read);
        return read;
    }

    private static TensorLayout ReadLayout(ReportElement network)
    {
        var layers = new List<LayerShape>();
        int samples = network["samples"].Count(1);
        int inputs = network["inputs"].Count(1);
        long numbers = 0;
        foreach (ReportElement layer in network["layers"].Elements())
        {
            var shape = new LayerShape(inputs, layer["units"].Count(1), layer["bias"].Truth());
            layers.Add(shape);
            inputs = shape.Units;
            // 3·2³¹·2³¹ is more than 64 bits hold; what is out of bounds by itself need not be counted exactly.
            numbers += (3L * Math.Min(samples, MostNumbers) * Math.Min(shape.Units, MostNumbers)) + (2L * Math.Min(shape.Units, MostNumbers) * (Math.Min(shape.Inputs, MostNumbers) + 1L));
            if (numbers > MostNumbers)
            {
                throw layer.Fault(FormattableString.Invariant($"with this layer the calculation has more than {MostNumbers} numbers; no report has as many."));
            }
        }

        return layers.Count > 0 ? new TensorLayout(samples, layers) : throw network["layers"].Mismatch("at least one layer");
    }

    private static FixtureError ReadError(ReportElement error) => new(
        error["message"].Text(), error.Optional("line")?.Count(), error.Optional("column")?.Count(), error.Optional("pointer")?.Text());

    private static Outlier ReadOutlier(ReportElement outlier, TensorLayout? layout)
    {
        ReportElement first = outlier["first"];
        var numbers = new NumberReader(layout, NumberReader.FormatOf(first), isHand: false, isByFigures: false);
        var read = new Outlier(outlier["name"].Text(), outlier["numbers"].Count(1), Texts(outlier["agreeing"]), numbers.Read(first)) { Tensors = ReadTensors(outlier, layout) };
        outlier["numbers"].MustBe(read.Tensors.Sum(tensor => (long)tensor.Numbers), "the tensors");
        return read;
    }

    private static Split ReadSplit(ReportElement split, TensorLayout? layout)
    {
        IReadOnlyList<string>[] camps = [.. split["camps"].Elements().Select(Texts)];
        return camps.Length > 0 ? new Split(camps, ReadTensors(split, layout)) : throw split["camps"].Mismatch("at least one camp");
    }

    private static TensorCount[] ReadTensors(ReportElement element, TensorLayout? layout)
    {
        TensorCount[] counts = [.. element["tensors"].Elements().Select(tensor => ReadTensor(tensor, NumberReader.SlotOf(tensor, layout)))];
        return counts.Length > 0 ? counts : throw element["tensors"].Mismatch("at least one tensor");
    }

    private static TensorCount ReadTensor(ReportElement tensor, TensorSlot slot) => new(slot, tensor["numbers"].Count(1, slot.Length));

    private static string[] Texts(ReportElement array)
    {
        string[] texts = [.. array.Elements().Select(text => text.Text())];
        return texts.Length > 0 ? texts : throw array.Mismatch("at least one name");
    }

    /// <summary>The verdict, and what is counted of a fixture, follow from its comparisons.</summary>
    private void CheckVerdict(ReportElement fixture, FixtureReport read)
    {
        if (read.Error is not null)
        {
            fixture["verdict"].MustBe(ReportWords.Of(Verdict.Error), "its error");
            if (read.Comparisons.Count + read.Outliers.Count + read.Splits.Count > 0)
            {
                throw fixture["error"].Fault("a fixture that could not be checked has no comparisons, outliers or splits.");
            }

            return;
        }

        if (read.Name is null)
        {
            throw fixture.Missing("name");
        }

        (int least, int most) = terms.UnsettledOf(read.Comparisons);
        if (read.Unsettled < least || read.Unsettled > most)
        {
            string follows = FormattableString.Invariant($"a number from {least} to {most}");
            throw fixture.Optional("unsettled") is { } unsettled ? unsettled.Contradiction(follows, "its comparisons") : fixture.Missing("unsettled");
        }

        IReadOnlyList<Verdict> verdicts = terms.VerdictsOf(read.Comparisons, read.Unsettled);
        if (!verdicts.Contains(read.Verdict))
        {
            throw fixture["verdict"].Contradiction(Wording.List(verdicts.Select(ReportWords.Of)), "its comparisons");
        }

        if ((read.Verdict == Verdict.Inconclusive) != (read.Reason is not null))
        {
            throw fixture.Optional("reason") is { } reason ? reason.Fault("only an inconclusive fixture has a reason.") : fixture.Missing("reason");
        }
    }
}
