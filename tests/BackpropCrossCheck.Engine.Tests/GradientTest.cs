using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Engine.Losses;

namespace BackpropCrossCheck.Engine.Tests;

/// <summary>The whole gradient against an independent one: forward mode in dual numbers, for every activation, loss, reduction, depth and
/// bias.</summary>
public sealed class GradientTest
{
    private const double UnitRoundoff = 1.0 / (1L << 53);

    [Test]
    public void Gradient_EveryActivationAndLoss_EqualsForwardMode([Values] ActivationKind last, [Values] LossKind kind)
    {
        int numbers = 0;
        double worst = 0;
        foreach (RandomCase random in Cases(last, kind))
        {
            Backpropagation run = random.Run();
            foreach (Probe probe in Probe.All(random.Network, random.Batch.Samples))
            {
                Dual reference = DualNetwork.Loss(random.Network, random.Batch, random.Loss, probe);
                worst = Math.Max(worst, Math.Abs(probe.In(run) - reference.Derivative) / Math.Max(Allowed(reference), double.Epsilon));
                numbers++;
                Assert.That(Agrees(probe.In(run), reference), $"{probe} of {random.Loss} after {last}: {probe.In(run)} and {reference}");
                Assert.That(
                    Math.Abs(run.LossValue - reference.Value),
                    Is.LessThanOrEqualTo(2 * UnitRoundoff * reference.ValueError),
                    $"{random.Loss}");
            }
        }

        TestContext.Out.WriteLine($"{numbers} derivatives, largest |engine − forward mode| / allowed {worst:F3}");
    }

    /// <summary>The rejecting twin: of every weight gradient, one percent is seen. Left out are those whose terms cancel, so that rounding
    /// alone is left of them.</summary>
    [Test]
    public void Gradient_OnePercentDefect_IsSeen([Values] ActivationKind last, [Values] LossKind kind)
    {
        int seen = 0;
        int unseen = 0;
        foreach (RandomCase random in Cases(last, kind))
        {
            Backpropagation run = random.Run();
            foreach (Probe probe in Probe.All(random.Network, 0).Where(probe => probe.Tensor == ProbedTensor.Weights))
            {
                Dual reference = DualNetwork.Loss(random.Network, random.Batch, random.Loss, probe);
                if (Math.Abs(probe.In(run)) <= Allowed(reference))
                {
                    continue;
                }

                bool agrees = Agrees(1.01 * probe.In(run), reference);
                seen += agrees ? 0 : 1;
                unseen += agrees ? 1 : 0;
            }
        }

        TestContext.Out.WriteLine($"{seen} defects seen, {unseen} not");
        Assert.That(seen, Is.GreaterThan(0));
        Assert.That(unseen, Is.Zero);
    }

    private static IEnumerable<RandomCase> Cases(ActivationKind last, LossKind kind)
    {
        var random = new Random(((int)last * 10) + (int)kind);
        return from reduction in Enum.GetValues<Reduction>()
               from layers in Enumerable.Range(1, 4)
               from biases in new[] { false, true }
               select RandomCase.Create(random, last, new Loss(kind.Term, reduction), layers, biases);
    }

    /// <summary>The running error bounds what forward mode's own roundings do. The engine rounds the same terms in another order, and its
    /// functions are right to 4 ulp rather than composed. Hence twice the bound.</summary>
    private static double Allowed(Dual reference) => 2 * UnitRoundoff * reference.DerivativeError;

    private static bool Agrees(double derivative, Dual reference) => Math.Abs(derivative - reference.Derivative) <= Allowed(reference);
}
