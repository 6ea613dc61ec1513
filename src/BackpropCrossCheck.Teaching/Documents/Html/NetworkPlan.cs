namespace BackpropCrossCheck.Documents.Html;

/// <summary>The positions of everything in the drawing of a network, in pixels. No two texts overlap.</summary>
internal sealed class NetworkPlan
{
    private const double CharacterWidth = 9;
    private const double LineHeight = 19;
    private const double Padding = 9;
    private const double Margin = 12;
    private const double CaptionHeight = 34;
    private const double UnitGap = 26;
    private const double NarrowGap = 90;
    private const double LabelledGap = 210;
    private const int WeightsInLine = 4;
    private const double StepHeight = 21;
    private const double StepsGap = 8;

    /// <summary>The positions that a weight may have on its connection, from start to end. The first free one is used. Positions near the
    /// target unit come first, because that is where the weight is multiplied.</summary>
    private static readonly double[] LabelPlaces = [0.74, 0.66, 0.58, 0.5, 0.42, 0.34, 0.26];

    private readonly List<PlannedLine> _lines = [];
    private readonly List<PlannedNode> _nodes = [];
    private readonly List<PlannedText> _texts = [];
    private readonly List<PlannedStep> _steps = [];

    private NetworkPlan()
    {
    }

    /// <summary>The width.</summary>
    public double Width { get; private set; }

    /// <summary>The height.</summary>
    public double Height { get; private set; }

    /// <summary>The connections.</summary>
    public IReadOnlyList<PlannedLine> Lines => _lines;

    /// <summary>The units or layers.</summary>
    public IReadOnlyList<PlannedNode> Nodes => _nodes;

    /// <summary>The texts.</summary>
    public IReadOnlyList<PlannedText> Texts => _texts;

    /// <summary>The squares of the steps.</summary>
    public IReadOnlyList<PlannedStep> Steps => _steps;

    /// <summary>A drawing of every unit. The weights are at their connections if there is room for all of them there, otherwise at the
    /// target units.</summary>
    /// <param name="network">The network.</param>
    public static NetworkPlan OfUnits(NetworkDrawing network)
    {
        var labelled = new NetworkPlan();
        if (labelled.PlaceUnits(network.Columns, labelled: true))
        {
            return labelled;
        }

        var listed = new NetworkPlan();
        listed.PlaceUnits([.. network.Columns.Select(Listed)], labelled: false);
        return listed;
    }

    /// <summary>A drawing of every layer as a box.</summary>
    /// <param name="network">The network.</param>
    public static NetworkPlan OfLayers(NetworkDrawing network)
    {
        var plan = new NetworkPlan();
        plan.PlaceUnits([.. network.Columns.Select(Boxed)], labelled: false);
        return plan;
    }

    private static DrawnColumn Boxed(DrawnColumn column)
        => new(string.Empty, [column.Whole with { Notes = [column.Size, .. column.Whole.Notes] }], [[string.Empty]])
        {
            Steps = column.Steps,
        };

    private static DrawnColumn Listed(DrawnColumn column)
    {
        int inLine = column.Marks is null ? WeightsInLine : 1;
        return column with { Units = [.. column.Units.Select(Listed)] };

        DrawnUnit Listed(DrawnUnit unit, int k) => k >= column.Weights.Count
            ? unit
            : unit with { Notes = [.. unit.Notes, .. InLines(column.Weights[k], inLine)] };
    }

    private static IEnumerable<string> InLines(IReadOnlyList<string> weights, int inLine)
        => weights.Where(weight => weight.Length > 0).Chunk(inLine)
            .Select((chunk, i) => (i == 0 ? "w = " : string.Empty) + string.Join(", ", chunk));

    private static string NoteKind(DrawnMark mark) => mark == DrawnMark.None ? "soft" : NetworkSvg.ClassOf(mark);

    private static double WidthOf(string text) => (text.Length * CharacterWidth) + (2 * Padding);

    private static double HeightOf(DrawnUnit unit) => ((1 + unit.Notes.Count) * LineHeight) + (2 * Padding);

    private bool PlaceUnits(IReadOnlyList<DrawnColumn> columns, bool labelled)
    {
        double tallest = columns.Max(column => column.Units.Sum(unit => HeightOf(unit) + UnitGap));
        int steps = columns.Max(column => column.Steps.Count);
        double top = CaptionHeight + tallest;
        Height = top + (steps == 0 ? 0 : StepsGap + (steps * StepHeight)) + Margin;
        double left = Margin;
        PlannedNode[] before = [];
        foreach (DrawnColumn column in columns)
        {
            double card = column.Units.Max(unit => unit.Notes.Prepend(unit.Value).Max(WidthOf));
            double wide = Math.Max(card, WidthOf(column.Caption));
            double middle = left + (wide / 2);
            if (column.Caption.Length > 0)
            {
                _texts.Add(new PlannedText(middle, CaptionHeight / 2, column.Caption, "soft"));
            }

            PlaceSteps(column.Steps, middle, top + StepsGap);
            PlannedNode[] nodes = PlaceColumn(column, middle, card, tallest);
            if (!Connect(column, before, nodes, labelled))
            {
                return false;
            }

            before = nodes;
            left += wide + (labelled ? LabelledGap : NarrowGap);
        }

        Width = left - (labelled ? LabelledGap : NarrowGap) + Margin;
        return true;
    }

    private PlannedNode[] PlaceColumn(DrawnColumn column, double middle, double width, double tallest)
    {
        double free = tallest - column.Units.Sum(unit => HeightOf(unit) + UnitGap);
        double share = free / column.Units.Count;
        double top = CaptionHeight + ((UnitGap + share) / 2);
        var nodes = new List<PlannedNode>();
        foreach (DrawnUnit unit in column.Units)
        {
            double height = HeightOf(unit);
            nodes.Add(new PlannedNode(middle, top + (height / 2), width, height, unit.Mark));
            double y = top + Padding + (LineHeight / 2);
            foreach (
                (string text, string kind) in unit.Notes.Select(note => (note, NoteKind(unit.Mark))).Prepend((unit.Value, string.Empty)))
            {
                _texts.Add(new PlannedText(middle, y, text, kind));
                y += LineHeight;
            }

            top += height + UnitGap + share;
        }

        _nodes.AddRange(nodes);
        return [.. nodes];
    }

    /// <summary>Puts the squares below a column, one below the other, so that squares and letters together are in its middle.</summary>
    private void PlaceSteps(IReadOnlyList<DrawnStep> steps, double middle, double top)
    {
        double widest = steps.Select(step => step.Letter.Length).DefaultIfEmpty(0).Max() * CharacterWidth;
        double left = middle - ((StepSquare.Side + Padding + widest) / 2);
        _steps.AddRange(steps.Select((step, i) => new PlannedStep(left, top + ((i + 0.5) * StepHeight), step)));
    }

    /// <summary>Draws the connections into a column; false if there is no room for a weight.</summary>
    private bool Connect(DrawnColumn column, PlannedNode[] from, PlannedNode[] to, bool labelled)
    {
        var taken = new List<PlannedText>();
        for (int k = 0; from.Length > 0 && k < to.Length; k++)
        {
            for (int m = 0; m < from.Length; m++)
            {
                DrawnMark mark = column.Marks?[k][m] ?? DrawnMark.None;
                var line = new PlannedLine(from[m].X + (from[m].Width / 2), from[m].Y, to[k].X - (to[k].Width / 2), to[k].Y, mark);
                _lines.Add(line);
                if (labelled && column.Weights[k][m].Length > 0)
                {
                    if (Place(column.Weights[k][m], mark, line, taken) is not { } label)
                    {
                        return false;
                    }

                    taken.Add(label);
                }
            }
        }

        _texts.AddRange(taken);
        return true;
    }

    private static PlannedText? Place(string weight, DrawnMark mark, PlannedLine line, List<PlannedText> taken)
        => LabelPlaces
            .Select(
                place => new PlannedText(
                    line.FromX + (place * (line.ToX - line.FromX)),
                    line.FromY + (place * (line.ToY - line.FromY)),
                    weight,
                    mark == DrawnMark.None ? "weight" : "weight " + NetworkSvg.ClassOf(mark)))
            .FirstOrDefault(label => IsWithin(label, line) && taken.TrueForAll(other => AreApart(label, other)));

    private static bool IsWithin(PlannedText label, PlannedLine line)
        => label.X - (WidthOf(label.Text) / 2) >= line.FromX && label.X + (WidthOf(label.Text) / 2) <= line.ToX;

    private static bool AreApart(PlannedText one, PlannedText other)
        => Math.Abs(one.Y - other.Y) >= LineHeight || Math.Abs(one.X - other.X) >= (WidthOf(one.Text) + WidthOf(other.Text)) / 2;
}
