using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Fixtures.Reading;
using BackpropCrossCheck.Numbers;
using BackpropCrossCheck.Reports.Json;

namespace BackpropCrossCheck.Reports.Reading;

/// <summary>Reads a fixture of a JSON report.</summary>
/// <param name="terms">What verdicts depend on in this run.</param>
internal sealed class FixtureReportReader(RunTerms terms)
{
    /// <summary>The most numbers that a calculation in a report may have, all tensors together. The program that wrote the report would not
    /// have had enough memory for more.</summary>
    public const int MostNumbers = 100_000_000;

    /// <summary>Reads a loss convention.</summary>
    /// <exception cref="FormatException">It is not a loss convention.</exception>
    public static Loss ReadLoss(JsonLoss loss, ReportPlace at)
    {
        LossTerm term = at.Named("kind", loss.Kind, LossTerm.Named, ContractNames.LossKinds);
        term = loss.Delta is not { } delta ? term
            : term.Delta is null ? throw at["delta"].Fault($"{term.Name} takes no delta.")
            : delta > 0 && double.IsFinite(delta) ? term.WithDelta(delta)
            : throw at["delta"].Mismatch("a number above 0");
        return new Loss(term, at.Word<Reduction>("reduction", loss.Reduction, ContractNames.Of));
    }

    /// <summary>Checks a file name: it must not contain the character that no file name can contain.</summary>
    /// <exception cref="FormatException">It is not a file name.</exception>
    public static string ReadFile(string file, ReportPlace at)
        => file.Length > 0 && !file.Contains('\0', StringComparison.Ordinal) ? file : throw at.Mismatch("the name of a file");

    /// <summary>Reads a fixture.</summary>
    /// <exception cref="FormatException">It is not a fixture, or contradicts itself.</exception>
    public FixtureReport Read(JsonFixture fixture, ReportPlace at)
    {
        Loss? loss = fixture.Loss is { } stated ? ReadLoss(stated, at["loss"]) : null;
        TensorLayout? layout = fixture.Network is { } network ? ReadLayout(network, at["network"]) : null;
        var comparisons = new ComparisonReader(layout, loss, terms);
        var read = new FixtureReport
        {
            Name = fixture.Name,
            File = ReadFile(at.Required("file", fixture.File), at["file"]),
            Digest = fixture.Sha256,
            Verdict = at.Word<Verdict>("verdict", fixture.Verdict, ReportWords.Of),
            Reason = fixture.Reason,
            Error = fixture.Error is { } error ? ReadError(error, at["error"]) : null,
            Loss = loss,
            Layout = layout,
            Comparisons = [.. at.Each("comparisons", fixture.Comparisons)
                .Select(comparison => comparisons.Read(comparison.Value, comparison.Place))],
            NotCompared = RigourReader.ReadNotCompared(fixture.NotCompared, at),
            TrainingDiverges = fixture.TrainingDiverges ?? false,
            Unsettled = at.OptionalCount("unsettled", fixture.Unsettled) ?? 0,
            Outliers = [.. at.Each("outliers", fixture.Outliers).Select(outlier => ReadOutlier(outlier.Value, outlier.Place, layout))],
            Splits = fixture.Splits is null ? [] :
                [.. at.Each("splits", fixture.Splits).Select(split => ReadSplit(split.Value, split.Place, layout))],
        };
        CheckVerdict(fixture, at, read);
        return read;
    }

    private static TensorLayout ReadLayout(JsonNetwork network, ReportPlace at)
    {
        var layers = new List<LayerShape>();
        int samples = at.Count("samples", network.Samples, 1);
        int inputs = at.Count("inputs", network.Inputs, 1);
        long numbers = 0;
        foreach ((JsonLayer layer, ReportPlace place) in at.Each("layers", network.Layers))
        {
            var shape = new LayerShape(inputs, place.Count("units", layer.Units, 1), place.Required("bias", layer.Bias))
            {
                SharesBias = layer.SharesBias ?? false,
                HasDerivative = layer.Derivatives ?? true,
            };
            layers.Add(shape);
            inputs = shape.Units;
            // 3·2³¹·2³¹ would overflow 64 bits. A count that is out of bounds by itself need not be exact.
            numbers += (3L * Math.Min(samples, MostNumbers) * Math.Min(shape.Units, MostNumbers))
                + (2L * Math.Min(shape.Units, MostNumbers) * (Math.Min(shape.Inputs, MostNumbers) + 1L));
            if (numbers > MostNumbers)
            {
                throw place.Fault(FormattableString.Invariant(
                    $"with this layer the calculation has more than {MostNumbers} numbers; no report has as many."));
            }
        }

        return layers.Count > 0
            ? new TensorLayout(samples, layers, network.Optional ?? false)
            : throw at["layers"].Mismatch("at least one layer");
    }

    private static FixtureError ReadError(JsonError error, ReportPlace at)
        => new(at.Required("message", error.Message), at.OptionalCount("line", error.Line),
            at.OptionalCount("column", error.Column), error.Pointer);

    private static Outlier ReadOutlier(JsonOutlier outlier, ReportPlace at, TensorLayout? layout)
    {
        JsonNumber first = at.Required("first", outlier.First);
        var numbers = new NumberReader(layout, NumberReader.FormatOf(first, at["first"]), isHand: false, isByFigures: false);
        var read = new Outlier(
            at.Required("name", outlier.Name),
            at.Count("numbers", outlier.Numbers, 1),
            Texts(at.Required("agreeing", outlier.Agreeing), at["agreeing"]),
            numbers.Read(first, at["first"]))
        {
            Tensors = ReadTensors(outlier.Tensors, at, layout),
        };
        at.MustBe("numbers", outlier.Numbers, read.Tensors.Sum(tensor => (long)tensor.Numbers), "the tensors");
        return read;
    }

    private static Split ReadSplit(JsonSplit split, ReportPlace at, TensorLayout? layout)
    {
        IReadOnlyList<string>[] camps = [.. at.Each("camps", split.Camps, "an array").Select(camp => Texts(camp.Value, camp.Place))];
        return camps.Length > 0 ? new Split(camps, ReadTensors(split.Tensors, at, layout))
            : throw at["camps"].Mismatch("at least one camp");
    }

    private static TensorCount[] ReadTensors(IReadOnlyList<JsonTensorCount?>? tensors, ReportPlace at, TensorLayout? layout)
    {
        TensorCount[] counts = [.. at.Each("tensors", tensors).Select(tensor => ReadTensor(tensor.Value, tensor.Place, layout))];
        return counts.Length > 0 ? counts : throw at["tensors"].Mismatch("at least one tensor");
    }

    private static TensorCount ReadTensor(JsonTensorCount tensor, ReportPlace at, TensorLayout? layout)
    {
        Step step = NumberReader.StepOf(tensor, at, layout);
        return new TensorCount(step, at.Count("numbers", tensor.Numbers, 1, step.Length));
    }

    private static string[] Texts(IReadOnlyList<string?> array, ReportPlace at)
    {
        string[] texts = [.. array.Select((text, i) => text ?? throw at[i].Mismatch("a string"))];
        return texts.Length > 0 ? texts : throw at.Mismatch("at least one name");
    }

    /// <summary>The verdict and the counts of a fixture must follow from its comparisons.</summary>
    private void CheckVerdict(JsonFixture fixture, ReportPlace at, FixtureReport read)
    {
        if (read.Error is not null)
        {
            at.MustBe("verdict", fixture.Verdict, ReportWords.Of(Verdict.Error), "its error");
            if (read.Comparisons.Count + read.Outliers.Count + read.Splits.Count > 0)
            {
                throw at["error"].Fault("a fixture that could not be checked has no comparisons, outliers or splits.");
            }

            return;
        }

        if (read.Name is null)
        {
            throw at.Missing("name");
        }

        (int least, int most) = terms.UnsettledOf(read.Comparisons);
        if (read.Unsettled < least || read.Unsettled > most)
        {
            string follows = FormattableString.Invariant($"a number from {least} to {most}");
            throw fixture.Unsettled is null ? at.Missing("unsettled") : at["unsettled"].Contradiction(follows, "its comparisons");
        }

        IReadOnlyList<Verdict> verdicts = terms.VerdictsOf(read.Comparisons, read.Unsettled);
        if (!verdicts.Contains(read.Verdict))
        {
            throw at["verdict"].Contradiction(Wording.List(verdicts.Select(ReportWords.Of)), "its comparisons");
        }

        if ((read.Verdict == Verdict.Inconclusive) != (read.Reason is not null))
        {
            throw fixture.Reason is null ? at.Missing("reason") : at["reason"].Fault("only an inconclusive fixture has a reason.");
        }
    }
}
