"""Replays a folder of transcripts twice, by one Parley and by Apache Spark sharding the files over many, and checks
that the answer is the same. Docs/Scale.md explains the recipe. Needs Java and `pip install pyspark`.

    python spark.py PARLEY SCRIPTS FOLDER [SHARDS]
"""

import json
import os
import shlex
import subprocess
import sys

from pyspark.sql import SparkSession


def verdicts(lines):
    """Verdict lines without the summary that ends each run."""
    return [line for line in lines if '"outcome":' in line]


def files_under(folder):
    found = []
    for here, _, names in os.walk(folder):
        found += [os.path.join(here, name) for name in names if name.endswith(".jsonl")]
    return sorted(found)


def summed(lines):
    """The summaries of many runs as one."""
    total = {}
    for line in lines:
        if '"outcome":' not in line:
            for key, value in json.loads(line).items():
                total[key] = total.get(key, 0) + value
    return total


def is_transcript(text):
    """In a stream, a file that begins otherwise would pass for the end of the transcript before it."""
    return text.startswith('{"parley":')


def whole_lines(text):
    """Without a last line that was cut short: in a stream another line would be glued to it."""
    return text[: text.rfind("\n") + 1]


def main():
    parley, scripts, folder = (os.path.abspath(path) for path in sys.argv[1:4])
    shards = int(sys.argv[4]) if len(sys.argv) > 4 else 4
    replay = f"{shlex.quote(parley)} replay --json --scripts {shlex.quote(scripts)}"
    files = files_under(folder)

    alone = subprocess.run(
        [parley, "replay", "--json", "--jobs", "1", "--scripts", scripts, folder], capture_output=True, text=True
    ).stdout.splitlines()

    spark = SparkSession.builder.master("local[*]").config("spark.ui.enabled", "false").getOrCreate()
    context = spark.sparkContext
    context.setLogLevel("ERROR")

    # Every machine sees the files: each shard gets names, and one Parley a shard replays them.
    named = context.parallelize(files, shards).pipe(f"xargs -d '\\n' {replay} --jobs 1").collect()

    # They come out of an object store: each shard gets transcripts, and replays what comes in.
    folders = ",".join(sorted({os.path.dirname(path) for path in files}))
    texts = context.wholeTextFiles(folders, shards).values()
    strangers = texts.filter(lambda text: not is_transcript(text)).count()
    streamed = texts.filter(is_transcript).map(whole_lines).pipe(f"{replay} --jobs 1 -").collect()
    spark.stop()

    assert len(verdicts(alone)) >= len(files) > 0, "there was nothing to replay"
    assert sorted(verdicts(named)) == sorted(verdicts(alone)), "the shards by name answered otherwise"
    assert summed(named) == summed(alone), "the sums of the shards by name differ"
    total = summed(streamed)
    for key in ("transcripts", "broken"):
        total[key] += strangers
    assert total == summed(alone), f"the sums of the streamed shards differ: {total}, {summed(alone)}"
    print(f"{len(files)} files in {shards} shards: the same {len(verdicts(alone))} verdicts as one process gives.")
    print(json.dumps(summed(alone)))


if __name__ == "__main__":
    main()
