using BackpropCrossCheck.Oracles.Processes;
using BackpropCrossCheck.Protocol;

namespace BackpropCrossCheck.Oracles.Tests.Processes;

public sealed class PoolTest
{
    [Test]
    public async Task Pool_ManyQuestions_AreSharedByItsProcesses()
    {
        string token = Guid.NewGuid().ToString("N");
        await using (var pool = new OraclePool(Fake.Command("tells-process", "20", token), new OracleOptions { Processes = 3 }))
        {
            Assert.That(await pool.StartAsync(CancellationToken.None).WaitAsync(Fake.Patience), Is.TypeOf<OracleStatus.Available>());
            Assert.That(Fake.Running(token), Has.Count.EqualTo(OperatingSystem.IsLinux() ? 3 : 0));
            OracleAnswer[] answers = await Task.WhenAll(
                Enumerable.Range(0, 30).Select(_ => pool.AskAsync(Questions.Small(), CancellationToken.None))).WaitAsync(Fake.Patience);
            Assert.That(answers, Is.All.TypeOf<OracleAnswer.Computed>());
            Assert.That(answers.Cast<OracleAnswer.Computed>().Select(ProcessOf).Distinct().Count(), Is.EqualTo(3));
        }

        Assert.That(Fake.Running(token), Is.Empty);
    }

    // Each of the two processes is given up after four crashes. From then on the other one gets the questions.
    [Test]
    public async Task Pool_ProcessGivenUp_DrawsNoQuestions()
    {
        string token = Guid.NewGuid().ToString("N");
        await using var pool = new OraclePool(Fake.Command("crash-on-sigmoid", "", token), new OracleOptions { Processes = 2 });
        for (int i = 0; i <= OracleProcess.MostRestarts + 1; i++)
        {
            // Questions asked one by one all go to the first process until it is given up.
            await pool.AskAsync(Questions.Small("sigmoid"), CancellationToken.None).WaitAsync(Fake.Patience);
        }

        Assert.That(
            await pool.AskAsync(Questions.Small(), CancellationToken.None).WaitAsync(Fake.Patience), Is.TypeOf<OracleAnswer.Computed>());
        Assert.That(pool.Restarts, Is.EqualTo(OracleProcess.MostRestarts));
    }

    [Test]
    public async Task Pool_OneProcess_IsLikeThatProcess()
    {
        await using var pool = new OraclePool(Fake.Command("exit", "3", ""), OracleOptions.Default);
        var status = (OracleStatus.Failed)await pool.StartAsync(CancellationToken.None).WaitAsync(Fake.Patience);
        Assert.That(status.Reason, Does.StartWith("it ended with exit code 3 before its greeting."));
        Assert.That(await pool.AskAsync(Questions.Small(), CancellationToken.None), Is.EqualTo(new OracleAnswer.Failed(status.Reason)));
    }

    private static double ProcessOf(OracleAnswer.Computed answer) => answer.Numbers[answer.Numbers.Layout.WeightGradient(0)]![0];
}
