# R: read.csv of every CSV file with nothing said of its columns, so that R guesses their classes.

here <- dirname(sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE)))
source(file.path(here, "answer.R"))

frames <- list()
for (resource in csv_resources(arguments[[1]])) {
  frames[[resource$table]] <- read.csv(resource$path, na.strings = "", encoding = "UTF-8")
}
write_answer(frames, arguments[[2]])
