using BackpropCrossCheck.Documents;
using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Teaching;

namespace BackpropCrossCheck.Tests.Teaching;

/// <summary>Every line of a worked calculation gives its stated result if it is calculated as written.</summary>
public sealed class FormulaLinesTest
{
    private static readonly TraceOptions AllDigits = new(DecimalRounding.MostDecimals, null);

    public static IEnumerable<TestCaseData> Cases =>
        from kind in RandomFixture.Activations
        from loss in Enum.GetValues<LossKind>()
        select new TestCaseData(kind, new Loss(loss.Term, (Reduction)(((int)kind + (int)loss) % 4))).SetArgDisplayNames($"{kind} {loss}");

    [TestCaseSource(nameof(Cases))]
    public void Lines_WithAllDigits_GiveTheirResults(ActivationKind last, Loss loss)
    {
        int lines = 0;
        for (int seed = 0; seed < 6; seed++)
        {
            Fixture fixture = RandomFixture.Create((int)last + (100 * seed), last, loss, trains: true);
            foreach ((string line, double expression, double result) in Worked(WorkedTrace.Of(fixture, AllDigits), fixture))
            {
                Assert.That(expression, Is.EqualTo(result).Within(1e-9 * Math.Max(1, Math.Abs(result))), line);
                lines++;
            }
        }

        Assert.That(lines, Is.GreaterThan(100));
    }

    /// <summary>The rejecting twin: a line with a wrong result is seen.</summary>
    [Test]
    public void Lines_WithAnotherNumber_DoNotGiveTheirResults()
    {
        var wrong = Formula.Of(
            new Formula.Symbol("a"),
            new Formula.Sign("="),
            Formula.Product(new Formula.Number("0.5"), new Formula.Number("-2")),
            new Formula.Sign("+"),
            new Formula.Number("1"),
            new Formula.Sign("="),
            new Formula.Number("0.1"));

        (string _, double expression, double result) = Worked(new Document("d", [new Block.Equations([wrong])]), RandomFixture.Create(1))
            .Single();

        Assert.That((expression, result), Is.EqualTo((0.0, 0.1)));
    }

    /// <summary>The lines with numbers on both sides of their last sign.</summary>
    private static IEnumerable<(string Line, double Expression, double Result)> Worked(Document document, Fixture fixture)
    {
        int layer = 0;
        foreach (Block block in document.Blocks)
        {
            if (block is Block.Heading heading && heading.Text.StartsWith("Layer ", StringComparison.Ordinal))
            {
                layer = heading.Text[6] - '1';
            }

            foreach (Formula line in (block as Block.Equations)?.Lines ?? [])
            {
                Formula[][] sides = Sides(line);
                var value = new FormulaValue(fixture.Network.Layers[layer].Activation);
                if (sides.Length >= 3 && value.Of(sides[^2]) is { } expression && value.Of(sides[^1]) is { } result)
                {
                    yield return (Documents.Text.TextFormula.Of(line), expression, result);
                }
            }
        }
    }

    private static Formula[][] Sides(Formula line)
    {
        var sides = new List<List<Formula>> { new() };
        foreach (Formula part in Flat(line))
        {
            if (part is Formula.Sign { Text: "=" or "≈" or "←" })
            {
                sides.Add([]);
            }
            else
            {
                sides[^1].Add(part);
            }
        }

        return [.. sides.Select(side => side.ToArray())];
    }

    private static IEnumerable<Formula> Flat(Formula formula) => formula is Formula.Row row ? row.Parts.SelectMany(Flat) : [formula];
}
