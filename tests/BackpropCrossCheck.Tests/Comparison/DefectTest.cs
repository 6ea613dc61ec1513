using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Judging;
using BackpropCrossCheck.Numbers;
using CsCheck;

namespace BackpropCrossCheck.Tests.Comparison;

/// <summary>One wrong number is found and named, whatever its value and place. The same numbers without it agree.</summary>
public sealed class DefectTest
{
    private const int Seeds = 6;

    private static readonly FloatFormat[] Formats = Enum.GetValues<FloatFormat>();

    private static readonly ActivationKind[] Activations = [.. RandomFixture.Activations];

    /// <summary>Defects of one number; each gives the wrong value.</summary>
    private static readonly (string Name, Func<double, double> Of)[] Defects =
    [
        ("0.1 % larger", x => x * 1.001),
        ("1 % smaller", x => x * 0.99),
        ("the other sign", x => -x),
        ("0", _ => 0),
    ];

    /// <summary>Nine kinds of tensor: losses before and after, a, z, δ, gradients and new parameters of weights and biases.</summary>
    private static int Enough => Formats.Length * 9 * Defects.Length;

    /// <summary>In each format, each defect is planted once in each tensor of each layer, in the first network that has the tensor: two of
    /// six networks, which depend on the kinds, and more until each kind of tensor has had each defect.</summary>
    [Test]
    public void Compare_OneWrongNumber_IsFoundWithItsAddress(
        [ValueSource(nameof(Activations))] ActivationKind last,
        [Values] LossKind kind,
        [Values] Reduction reduction)
    {
        var planted = new HashSet<(FloatFormat Format, Quantity Quantity, int Layer, string Defect)>();
        for (int i = 0; i < Seeds && (i < 2 || KindsOf(planted) < Enough); i++)
        {
            int seed = ((int)last + (int)kind + (int)reduction + i) % Seeds;
            Fixture fixture = RandomFixture.Create(seed, last, new Loss(kind.Term, reduction), trains: true);
            Reference reference = Planted.Reference(fixture);
            foreach (FloatFormat format in Formats)
            {
                IndependentResult own = Planted.Own(reference, format);
                JudgedResult accepted = ResultComparer.Judge(reference, own);
                Assert.That(accepted.Comparison.Discrepancies, Is.Zero, $"seed {seed}, {format}: {accepted.Comparison.FirstWrong}");
                foreach (TensorComparison tensor in accepted.Numbers.Tensors)
                {
                    int at = Clearest(tensor);
                    foreach ((string name, Func<double, double> of) in Defects)
                    {
                        double wrong = of(tensor.Other[at]);
                        if (Math.Abs(wrong - tensor.Engine[at]) > 2 * tensor.Allowed[at]
                            && planted.Add((format, tensor.Step.Quantity, tensor.Step.Layer, name)))
                        {
                            AssertFound(
                                ResultComparer.Compare(reference, own.With(tensor.Step, at, wrong)),
                                tensor.Step,
                                at,
                                $"seed {seed}, {format}, {tensor.Step}, {name}");
                        }
                    }
                }
            }
        }

        Assert.That(KindsOf(planted), Is.EqualTo(Enough), "formats times kinds of tensor times defects");

        static int KindsOf(IEnumerable<(FloatFormat Format, Quantity Quantity, int Layer, string Defect)> planted)
            => planted.Select(of => (of.Format, of.Quantity, of.Defect)).Distinct().Count();
    }

    /// <summary>Never a pass; found at both places, except in the few fixtures whose deltas and gradients are saturated.</summary>
    [Test]
    public void Compare_SwappedPair_IsFoundTwice()
    {
        int swapped = 0;
        int found = 0;
        Gen.Int[0, 1_000_000].Sample(
            seed =>
            {
                Reference reference = Planted.Reference(RandomFixture.Create(seed));
                IndependentResult own = Planted.Own(reference, FloatFormat.Float32);
                foreach (TensorComparison tensor in ResultComparer.Judge(reference, own).Numbers.Tensors
                    .Where(tensor => tensor.Step.Length > 1))
                {
                    if (Math.Abs(tensor.Engine[0] - tensor.Engine[1]) > 2 * Math.Max(tensor.Allowed[0], tensor.Allowed[1]))
                    {
                        ResultComparison comparison = ResultComparer.Compare(
                            reference, own.With(tensor.Step, 0, tensor.Other[1]).With(tensor.Step, 1, tensor.Other[0]));
                        Assert.That(comparison.Discrepancies + comparison.Undecidable, Is.EqualTo(2), $"{tensor.Step}");
                        Assert.That(comparison.Notable.First().Step, Is.EqualTo(tensor.Step));
                        swapped++;
                        found += comparison.Discrepancies == 2 ? 1 : 0;
                    }
                }
            },
            iter: 300,
            seed: "0N0XIzNsQ0O2",
            threads: 1);
        TestContext.Out.WriteLine($"{found} of {swapped} swapped pairs differ, the others are undecidable");
        Assert.That(found, Is.GreaterThan(0.98 * swapped));
    }

    [Test]
    public void Compare_OwnNumbersRounded_AgreeForAnySeed()
        => Gen.Int[0, 1_000_000].Sample(
            seed =>
            {
                Reference reference = Planted.Reference(RandomFixture.Create(seed, trains: seed % 4 == 0));
                foreach (FloatFormat format in Enum.GetValues<FloatFormat>())
                {
                    ResultComparison comparison = ResultComparer.Compare(reference, Planted.Own(reference, format));
                    Assert.That(comparison.Discrepancies, Is.Zero, $"{comparison.FirstWrong}");
                }
            },
            iter: 300,
            seed: "0N0XIzNsQ0O2",
            threads: 1);

    private static int Clearest(TensorComparison tensor)
        => Enumerable.Range(0, tensor.Step.Length).MaxBy(i => Math.Abs(tensor.Engine[i]) / tensor.Allowed[i]);

    private static void AssertFound(ResultComparison comparison, Step step, int index, string where)
    {
        ComparedNumber? first = comparison.FirstWrong;
        Assert.That((comparison.Verdict, comparison.Discrepancies, first?.Step, first?.Index),
            Is.EqualTo((Verdict.Fail, 1, (Step?)step, (int?)index)), where);
        Assert.That((comparison.Worst!.Step, comparison.Worst.Index), Is.EqualTo((step, index)), where);
        Assert.That((first!.Layer, first.Sample, first.Row, first.Column), Is.EqualTo(AddressOf(step, index)), where);
    }

    /// <summary>Layer, sample, row and column, counted from 1, as the contract says.</summary>
    private static (int?, int?, int?, int?) AddressOf(Step step, int index)
    {
        (int row, int column) = Math.DivRem(index, step.Columns);
        return step switch
        {
            { Layer: < 0 } => (null, null, null, null),
            { IsWeights: true } => (step.Layer + 1, null, row + 1, column + 1),
            { IsBias: true } => (step.Layer + 1, null, index + 1, null),
            _ => (step.Layer + 1, row + 1, column + 1, null),
        };
    }
}
