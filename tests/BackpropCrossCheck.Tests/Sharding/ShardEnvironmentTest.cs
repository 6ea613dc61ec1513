using BackpropCrossCheck.Sharding;

namespace BackpropCrossCheck.Tests.Sharding;

/// <summary>The shard that variables of the environment name.</summary>
public sealed class ShardEnvironmentTest
{
    [TestCase("CI_NODE_INDEX=2 CI_NODE_TOTAL=3", 2, 3, "CI_NODE_INDEX and CI_NODE_TOTAL")]
    [TestCase("JOB_COMPLETION_INDEX=0 BACKPROP_CHECK_SHARDS=50", 1, 50, "JOB_COMPLETION_INDEX and BACKPROP_CHECK_SHARDS")]
    [TestCase("BACKPROP_CHECK_SHARD_INDEX=2 BACKPROP_CHECK_SHARDS=3", 3, 3, "BACKPROP_CHECK_SHARD_INDEX and BACKPROP_CHECK_SHARDS")]
    [TestCase(
        "BACKPROP_CHECK_SHARD_INDEX=2 BACKPROP_CHECK_SHARDS=3 JOB_COMPLETION_INDEX=9",
        3,
        3,
        "BACKPROP_CHECK_SHARD_INDEX and BACKPROP_CHECK_SHARDS")]
    [TestCase("SLURM_ARRAY_TASK_ID=4 SLURM_ARRAY_TASK_COUNT=8", 5, 8, "SLURM_ARRAY_TASK_ID and SLURM_ARRAY_TASK_COUNT")]
    [TestCase(
        "SLURM_ARRAY_TASK_ID=4 SLURM_ARRAY_TASK_MIN=1 SLURM_ARRAY_TASK_MAX=8 SLURM_ARRAY_TASK_COUNT=8 SLURM_ARRAY_TASK_STEP=1",
        4,
        8,
        "SLURM_ARRAY_TASK_ID and SLURM_ARRAY_TASK_COUNT")]
    [TestCase(
        "CI_NODE_INDEX=1 CI_NODE_TOTAL=3 JOB_COMPLETION_INDEX=0 BACKPROP_CHECK_SHARDS=3",
        1,
        3,
        "JOB_COMPLETION_INDEX and BACKPROP_CHECK_SHARDS")]
    [TestCase(
        "SLURM_ARRAY_TASK_ID=7 SLURM_ARRAY_TASK_MIN=3 SLURM_ARRAY_TASK_COUNT=5 SLURM_ARRAY_TASK_STEP=2",
        3,
        5,
        "SLURM_ARRAY_TASK_ID and SLURM_ARRAY_TASK_COUNT")]
    public void Find_OneOfSeveral_IsThatShard(string variables, int index, int total, string source)
        => Assert.That(Environment(variables).Find(), Is.EqualTo(new ShardChoice(index, total, source)));

    [TestCase("")]
    [TestCase("CI_NODE_TOTAL=1")]
    [TestCase("CI_NODE_INDEX=1 CI_NODE_TOTAL=1")]
    [TestCase("CI_NODE_INDEX= CI_NODE_TOTAL=")]
    [TestCase("CI_NODE_INDEX=2")]
    [TestCase("JOB_COMPLETION_INDEX=3")]
    [TestCase("SLURM_ARRAY_TASK_ID=3")]
    [TestCase("SLURM_ARRAY_TASK_ID=9 SLURM_ARRAY_TASK_MIN=9 SLURM_ARRAY_TASK_COUNT=1")]
    public void Find_NothingOrOnlyOne_IsAll(string variables) => Assert.That(Environment(variables).Find(), Is.Null);

    [TestCase("CI_NODE_INDEX=0 CI_NODE_TOTAL=3", "CI_NODE_INDEX")]
    [TestCase("CI_NODE_INDEX=4 CI_NODE_TOTAL=3", "CI_NODE_INDEX says shard 4 and CI_NODE_TOTAL says that there are 3")]
    [TestCase("CI_NODE_INDEX=two CI_NODE_TOTAL=3", "CI_NODE_INDEX is \"two\"")]
    [TestCase("CI_NODE_INDEX=1 CI_NODE_TOTAL=-3", "CI_NODE_TOTAL is \"-3\"")]
    [TestCase("CI_NODE_INDEX=1 CI_NODE_TOTAL=0", "CI_NODE_TOTAL is 0")]
    [TestCase("CI_NODE_INDEX=1 CI_NODE_TOTAL=10001", "from 1 to 10000")]
    [TestCase(
        "JOB_COMPLETION_INDEX=3 BACKPROP_CHECK_SHARDS=3",
        "JOB_COMPLETION_INDEX says shard 4 and BACKPROP_CHECK_SHARDS says that there are 3")]
    [TestCase("BACKPROP_CHECK_SHARD_INDEX=0", "BACKPROP_CHECK_SHARDS is not")]
    [TestCase("BACKPROP_CHECK_SHARDS=3", "neither BACKPROP_CHECK_SHARD_INDEX nor JOB_COMPLETION_INDEX")]
    [TestCase("SLURM_ARRAY_TASK_ID=8 SLURM_ARRAY_TASK_MIN=1 SLURM_ARRAY_TASK_COUNT=5", "SLURM_ARRAY_TASK_ID")]
    [TestCase("SLURM_ARRAY_TASK_ID=1 SLURM_ARRAY_TASK_MIN=3 SLURM_ARRAY_TASK_COUNT=5", "SLURM_ARRAY_TASK_ID")]
    [TestCase(
        "SLURM_ARRAY_TASK_ID=4 SLURM_ARRAY_TASK_MIN=1 SLURM_ARRAY_TASK_COUNT=5 SLURM_ARRAY_TASK_STEP=2",
        "not a whole number of steps")]
    [TestCase(
        "SLURM_ARRAY_TASK_ID=3 SLURM_ARRAY_TASK_MIN=1 SLURM_ARRAY_TASK_MAX=7 SLURM_ARRAY_TASK_COUNT=3 SLURM_ARRAY_TASK_STEP=1",
        "no even distance")]
    [TestCase("SLURM_ARRAY_TASK_ID=1 SLURM_ARRAY_TASK_MIN=1 SLURM_ARRAY_TASK_MAX=7 SLURM_ARRAY_TASK_COUNT=3", "no even distance")]
    [TestCase(
        "CI_NODE_INDEX=1 CI_NODE_TOTAL=3 SLURM_ARRAY_TASK_ID=0 SLURM_ARRAY_TASK_COUNT=2",
        "1/3 by CI_NODE_INDEX and CI_NODE_TOTAL and 1/2 by SLURM")]
    public void Find_Contradiction_IsRefusedByName(string variables, string words)
        => Assert.That(
            () => Environment(variables).Find(),
            Throws.TypeOf<FormatException>().With.Message.Contains(words).And.Message.Contains("--shard 1/1 checks every fixture"));

    [Test]
    public void Hint_PodThatDoesNotKnowHowManyThereAre_NamesWhatIsMissing()
        => Assert.That(
            Environment("JOB_COMPLETION_INDEX=3").Hint,
            Does.Contain("every fixture is checked here").And.Contain("set BACKPROP_CHECK_SHARDS"));

    [TestCase("")]
    [TestCase("JOB_COMPLETION_INDEX=0 BACKPROP_CHECK_SHARDS=50")]
    [TestCase("CI_NODE_INDEX=2 CI_NODE_TOTAL=3")]
    public void Hint_AnyOther_IsNone(string variables) => Assert.That(Environment(variables).Hint, Is.Null);

    [TestCase("1/1", 1, 1)]
    [TestCase("2/3", 2, 3)]
    [TestCase("10000/10000", 10000, 10000)]
    public void Parse_IOfN_IsThatShard(string text, int index, int total)
        => Assert.That(ShardChoice.Parse(text, "--shard"), Is.EqualTo(new ShardChoice(index, total, "--shard")));

    [TestCase("0/3")]
    [TestCase("4/3")]
    [TestCase("1")]
    [TestCase("1/2/3")]
    [TestCase("a/3")]
    [TestCase("1/-3")]
    [TestCase(" 1/3")]
    [TestCase("1/10001")]
    [TestCase("")]
    public void Parse_AnythingElse_IsNone(string text) => Assert.That(ShardChoice.Parse(text, "--shard"), Is.Null);

    private static ShardEnvironment Environment(string variables)
    {
        var set = variables.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .ToDictionary(variable => variable.Split('=')[0], variable => variable.Split('=')[1]);
        return new ShardEnvironment(set.GetValueOrDefault);
    }
}
