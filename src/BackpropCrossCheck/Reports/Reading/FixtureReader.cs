using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Reports.Reading;

/// <summary>Reads what a JSON report says of a fixture.</summary>
internal static class FixtureReader
{
    /// <summary>Reads a fixture.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static FixtureReport Read(ReportElement fixture)
    {
        Loss? loss = fixture.Optional("loss") is { } stated ? ReadLoss(stated) : null;
        TensorLayout? layout = fixture.Optional("network") is { } network ? ReadLayout(network) : null;
        ResultComparison[] comparisons = [.. fixture["comparisons"].Elements().Select(comparison => ComparisonReader.Read(comparison, layout, loss))];
        return new FixtureReport
        {
            Name = fixture.Optional("name")?.Text(),
            File = fixture["file"].Text(),
            Digest = fixture.Optional("sha256")?.Text(),
            Verdict = fixture["verdict"].Word<Verdict>(Words.Of),
            Reason = fixture.Optional("reason")?.Text(),
            Error = fixture.Optional("error") is { } error ? ReadError(error) : null,
            Loss = loss,
            Layout = layout,
            Comparisons = comparisons,
            NotCompared = RigourReader.ReadNotCompared(fixture),
            TrainingDiverges = fixture.Optional("trainingDiverges")?.Truth() ?? false,
            Unsettled = fixture.Optional("unsettled")?.Count() ?? 0,
            Outliers = [.. fixture["outliers"].Elements().Select(outlier => ReadOutlier(outlier, layout))],
            Splits = [.. (fixture.Optional("splits")?.Elements() ?? []).Select(split => ReadSplit(split, layout))],
        };
    }

    /// <summary>Reads a loss convention.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static Loss ReadLoss(ReportElement loss)
        => new(loss["kind"].Word<LossKind>(ContractNames.Of), loss["reduction"].Word<Reduction>(ContractNames.Of));

    private static TensorLayout ReadLayout(ReportElement network)
    {
        var layers = new List<LayerShape>();
        int inputs = network["inputs"].Count();
        foreach (ReportElement layer in network["layers"].Elements())
        {
            layers.Add(new LayerShape(inputs, layer["units"].Count(), layer["bias"].Truth()));
            inputs = layer["units"].Count();
        }

        return new TensorLayout(Math.Max(1, network["samples"].Count()), layers);
    }

    private static FixtureError ReadError(ReportElement error) => new(
        error["message"].Text(), error.Optional("line")?.Count(), error.Optional("column")?.Count(), error.Optional("pointer")?.Text());

    private static Outlier ReadOutlier(ReportElement outlier, TensorLayout? layout)
    {
        ReportElement first = outlier["first"];
        var numbers = new NumberReader(layout, NumberReader.FormatOf(first));
        return new Outlier(
            outlier["name"].Text(), outlier["numbers"].Count(), Texts(outlier["agreeing"]), numbers.Read(first))
        {
            Tensors = ReadTensors(outlier, layout),
        };
    }

    private static Split ReadSplit(ReportElement split, TensorLayout? layout)
        => new([.. split["camps"].Elements().Select(Texts)], ReadTensors(split, layout));

    private static TensorCount[] ReadTensors(ReportElement element, TensorLayout? layout)
        => [.. element["tensors"].Elements().Select(tensor => new TensorCount(NumberReader.SlotOf(tensor, layout), tensor["numbers"].Count()))];

    private static string[] Texts(ReportElement array) => [.. array.Elements().Select(text => text.Text())];
}
